import { ANSWER_HEADERS, type WorkerErrorBody, type WorkerRefusal } from '@edgestep/shared';
import { headers, type MsgHdrs } from '@nats-io/transport-node';

/** A message that answers a request for a task. */
export interface Answer {
  readonly body: string;
  readonly headers?: MsgHdrs;
}

/** What a handler returned, as an answer: its JSON, or an error when that cannot be sent. */
export function outputAnswer(output: unknown, bytesMax: number): Answer {
  let body: string | undefined;
  try {
    body = JSON.stringify(output);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return errorAnswer({ errorType: 'Worker.InvalidOutput', errorMessage: `The result is no JSON: ${why}` });
  }
  const bytes = Buffer.byteLength(body ?? 'null');
  if (bytes <= bytesMax) return { body: body ?? 'null' };
  return errorAnswer({
    errorType: 'States.DataLimitExceeded',
    errorMessage: `The result has ${bytes} bytes, and a message on this server at most ${bytesMax}: store it, and return where`,
  });
}

/** A failure of the handler. The body is what the caller goes by, the headers are for standard NATS tooling. */
export function errorAnswer(failure: WorkerErrorBody): Answer {
  const description = `${failure.errorType}: ${failure.errorMessage}`;
  return { body: JSON.stringify(failure), headers: errorHeaders(500, description) };
}

/** The task was not begun, or is given back: somebody else may have it. */
export function refusalAnswer(refusal: WorkerRefusal): Answer {
  const set = errorHeaders(503, refusal === 'busy' ? 'the worker is busy' : 'the worker is draining');
  set.set(ANSWER_HEADERS.refused, refusal);
  return { body: '', headers: set };
}

function errorHeaders(code: number, description: string): MsgHdrs {
  const set = headers();
  set.set(ANSWER_HEADERS.serviceErrorCode, String(code));
  set.set(ANSWER_HEADERS.serviceError, printable(description));
  return set;
}

const DESCRIPTION_MAX = 256;

/** Header values are printable ASCII on one line. */
function printable(text: string): string {
  return text
    .slice(0, DESCRIPTION_MAX)
    .replaceAll(/[^\x20-\x7e]+/g, ' ')
    .trim();
}
