import { ANSWER_HEADERS, isJsonObject, parseObject, type Json } from '@edgestep/shared';
import type { Msg } from '@nats-io/nats-core';

/** What came back for a task. See `worker-protocol.ts` (shared) for how errors are named. */
export type ServiceAnswer =
  | { readonly kind: 'returned'; readonly output: Json }
  | { readonly kind: 'function-error'; readonly error: string; readonly cause: string }
  /** A worker of the SDK did not begin the task: it is full, or it drains. */
  | { readonly kind: 'refused'; readonly message: string }
  /** The server's word: nobody listens. */
  | { readonly kind: 'no-responders' };

type FunctionError = Extract<ServiceAnswer, { readonly kind: 'function-error' }>;

/** ADR-40. */
const NO_RESPONDERS_CODE = 503;

/** The error of an answer that cannot be read. */
const INVALID_OUTPUT = 'Service.InvalidOutput';

/** What SendTaskFailure takes of an error's name and cause (API reference). */
const ERROR_CHARACTERS_MAX = 256;
const CAUSE_CHARACTERS_MAX = 32_768;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads an answer. Never throws, whatever a service sends. */
export function parseServiceAnswer(message: Pick<Msg, 'headers' | 'data'>): ServiceAnswer {
  try {
    return readAnswer(message);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return functionError(INVALID_OUTPUT, `The answer of the service cannot be read: ${why}`);
  }
}

/** Throws for headers that break the rules of headers, for bytes that are no UTF-8, and for text that is no JSON. */
function readAnswer(message: Pick<Msg, 'headers' | 'data'>): ServiceAnswer {
  const { headers, data } = message;
  if (headers !== undefined) {
    if (headers.code === NO_RESPONDERS_CODE && data.length === 0) return { kind: 'no-responders' };
    const refused = headers.get(ANSWER_HEADERS.refused);
    if (refused !== '') return { kind: 'refused', message: refused };
    const code = headers.get(ANSWER_HEADERS.serviceErrorCode);
    const description = headers.get(ANSWER_HEADERS.serviceError);
    if (code !== '' || description !== '') return serviceError(code, description, Buffer.from(data));
  }
  return { kind: 'returned', output: data.length === 0 ? null : (JSON.parse(utf8.decode(data)) as Json) };
}

function serviceError(code: string, description: string, body: Buffer): ServiceAnswer {
  const text = body.toString();
  return (
    errorOfBody(parseObject(text), text) ??
    functionError(`Service.${code === '' ? 'Unknown' : code}`, description)
  );
}

/** How a task failed that came back in a worker's frame. */
export function frameError(body: Json): FunctionError {
  const text = JSON.stringify(body);
  return (
    errorOfBody(body, text) ?? functionError('Service.Unknown', 'the worker does not say how the task failed')
  );
}

/** As AWS Lambda and the SDK give it: `{"errorType", "errorMessage", …}`. Undefined for anything else. */
function errorOfBody(body: Json | undefined, text: string): FunctionError | undefined {
  const errorType = isJsonObject(body) ? body['errorType'] : undefined;
  if (typeof errorType !== 'string') return undefined;
  return {
    kind: 'function-error',
    error: errorType.slice(0, ERROR_CHARACTERS_MAX),
    cause: text.slice(0, CAUSE_CHARACTERS_MAX),
  };
}

/** The failure of a function, with its cause in the form of AWS Lambda. */
function functionError(error: string, errorMessage: string): FunctionError {
  const errorType = error.slice(0, ERROR_CHARACTERS_MAX);
  const cause = JSON.stringify({ errorType, errorMessage: errorMessage.slice(0, CAUSE_CHARACTERS_MAX / 2) });
  return { kind: 'function-error', error: errorType, cause: cause.slice(0, CAUSE_CHARACTERS_MAX) };
}

/** A payload that no message on this server has room for. */
export function payloadTooLarge(bytes: number, bytesMax: number): FunctionError {
  const message = `The payload of ${bytes} bytes is too large: a message on this server has room for ${bytesMax}.`;
  return functionError('States.DataLimitExceeded', message);
}
