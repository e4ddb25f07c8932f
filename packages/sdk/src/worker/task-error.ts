import type { WorkerErrorBody } from '@edgestep/shared';

/**
 * Fails a task under a name of the handler's choice, which retriers and catchers match with `ErrorEquals`.
 * Any other error fails it under the error's own name (the `name` it was given, else its class).
 *
 * @example
 * ```ts
 * throw new TaskError('Camera.LinkDropped', 'no frame within 500 ms');
 * ```
 */
export class TaskError extends Error {
  constructor(errorName: string, message?: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = errorName;
  }
}

/** What a handler threw, in the form in which AWS Lambda answers: it becomes the Cause, and `errorType` the Error. */
export function failureOf(thrown: unknown): WorkerErrorBody {
  if (!(thrown instanceof Error)) {
    return { errorType: 'Error', errorMessage: clip(describe(thrown), MESSAGE_MAX) };
  }
  return {
    errorType: clip(nameOf(thrown), NAME_MAX),
    errorMessage: clip(thrown.message, MESSAGE_MAX),
    trace: (thrown.stack ?? '').split('\n', TRACE_LINES_MAX).map((line) => clip(line, TRACE_LINE_MAX)),
  };
}

/** The API allows 256 characters of error and 32,768 of cause; the parts of a cause add up to less. */
const NAME_MAX = 256;
const MESSAGE_MAX = 8_192;
const TRACE_LINES_MAX = 20;
const TRACE_LINE_MAX = 512;

function nameOf(error: Error): string {
  const given = error.name;
  // A class that did not set `name` inherits "Error"; its constructor says more.
  return given === 'Error' || given === '' ? error.constructor.name || 'Error' : given;
}

function describe(thrown: unknown): string {
  if (typeof thrown === 'string') return thrown;
  try {
    return JSON.stringify(thrown) ?? String(thrown);
  } catch {
    return Object.prototype.toString.call(thrown);
  }
}

function clip(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1)}…`;
}
