import { EdgestepError } from '@edgestep/shared';

/** The fault for a log that is not what was written: it names the stream and the place (E5). */
export function logDamaged(stream: string, sequence: number, what: string, cause?: unknown): EdgestepError {
  const message = `the log ${stream} is damaged at sequence ${sequence}: ${what}`;
  return new EdgestepError('log-damaged', message, cause === undefined ? undefined : { cause });
}

/** True for the fault of a log, or a stream, that is not what was written. */
export function isDamage(error: unknown): boolean {
  return error instanceof EdgestepError && error.code === 'log-damaged';
}
