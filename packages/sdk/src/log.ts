import type { JsonObject } from '@edgestep/shared';

/** Where the SDK, and the handlers that it calls, write what happens. */
export interface Log {
  info(message: string, fields?: JsonObject): void;
  warn(message: string, fields?: JsonObject): void;
  error(message: string, fields?: JsonObject): void;
  /** The same log, with these fields in every record. */
  with(fields: JsonObject): Log;
}

/** A log of JSON lines, one record each with `time`, `level` and `message`. */
export function jsonLinesLog(
  write: (line: string) => void = (line) => process.stderr.write(line),
  always: JsonObject = {},
): Log {
  const record = (level: string, message: string, fields: JsonObject = {}): void =>
    write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...always, ...fields })}\n`);
  return {
    info: (message, fields) => record('info', message, fields),
    warn: (message, fields) => record('warn', message, fields),
    error: (message, fields) => record('error', message, fields),
    with: (fields) => jsonLinesLog(write, { ...always, ...fields }),
  };
}

/** A log that keeps nothing. */
export const silentLog: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  with: () => silentLog,
};
