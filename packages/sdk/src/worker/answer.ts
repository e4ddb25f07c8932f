import { ANSWER_HEADERS, type WorkerErrorBody, type WorkerRefusal } from '@edgestep/shared';
import { headers, type MsgHdrs } from '@nats-io/transport-node';

/** How a task came out, for its caller. `body` is JSON. */
export type Answer =
  | { readonly kind: 'done'; readonly body: string }
  | { readonly kind: 'failed'; readonly body: string; readonly description: string }
  /** The task was not begun, or is given back: somebody else may have it. */
  | { readonly kind: 'refused'; readonly refusal: WorkerRefusal };

/** What a handler returned, as an answer: its JSON, or an error when that cannot be sent. */
export function outputAnswer(output: unknown, bytesMax: number): Answer {
  let body: string | undefined;
  try {
    body = JSON.stringify(output);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return errorAnswer({ errorType: 'Worker.InvalidOutput', errorMessage: `The result is no JSON: ${why}` });
  }
  body ??= 'null';
  // A character has at most three bytes: short texts need not be measured.
  const bytes = body.length * 3 <= bytesMax ? 0 : Buffer.byteLength(body);
  if (bytes <= bytesMax) return { kind: 'done', body };
  return errorAnswer({
    errorType: 'States.DataLimitExceeded',
    errorMessage: `The result has ${bytes} bytes, and a message on this server at most ${bytesMax}: store it, and return where`,
  });
}

/** A failure of the handler. The body is what the caller goes by, the description is for standard NATS tooling. */
export function errorAnswer(failure: WorkerErrorBody): Answer {
  const description = `${failure.errorType}: ${failure.errorMessage}`;
  return { kind: 'failed', body: JSON.stringify(failure), description };
}

/** The message that answers a single request. */
export function answerMessage(answer: Answer): { readonly body: string; readonly headers?: MsgHdrs } {
  switch (answer.kind) {
    case 'done':
      return { body: answer.body };
    case 'failed':
      return { body: answer.body, headers: errorHeaders(500, answer.description) };
    case 'refused': {
      const why = answer.refusal === 'busy' ? 'the worker is busy' : 'the worker is draining';
      const set = errorHeaders(503, why);
      set.set(ANSWER_HEADERS.refused, answer.refusal);
      return { body: '', headers: set };
    }
  }
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
