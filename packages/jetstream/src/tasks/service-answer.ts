import { ANSWER_HEADERS, isJsonObject, parseJson, type Json } from '@edgestep/shared';
import type { Msg } from '@nats-io/nats-core';

/** What came back for a task. See `worker-protocol.ts` (shared) for how errors are named. */
export type ServiceAnswer =
  | { readonly kind: 'returned'; readonly output: Json }
  | { readonly kind: 'function-error'; readonly error: string; readonly cause: string }
  /** A worker of the SDK did not begin the task: it is full, or it drains. */
  | { readonly kind: 'refused'; readonly message: string }
  /** The server's word: nobody listens. */
  | { readonly kind: 'no-responders' };

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
  return { kind: 'returned', output: data.length === 0 ? null : parseJson(utf8.decode(data)) };
}

function serviceError(code: string, description: string, body: Buffer): ServiceAnswer {
  const text = body.toString();
  const errorType = errorTypeOf(text);
  if (errorType === undefined) return functionError(`Service.${code === '' ? 'Unknown' : code}`, description);
  return {
    kind: 'function-error',
    error: errorType.slice(0, ERROR_CHARACTERS_MAX),
    cause: text.slice(0, CAUSE_CHARACTERS_MAX),
  };
}

/** As AWS Lambda and the SDK give it: `{"errorType", "errorMessage", …}`. */
function errorTypeOf(text: string): string | undefined {
  try {
    const body = JSON.parse(text) as Json;
    const errorType = isJsonObject(body) ? body['errorType'] : undefined;
    return typeof errorType === 'string' ? errorType : undefined;
  } catch {
    return undefined;
  }
}

/** The failure of a function, with its cause in the form of AWS Lambda. */
export function functionError(
  error: string,
  errorMessage: string,
): Extract<ServiceAnswer, { readonly kind: 'function-error' }> {
  const errorType = error.slice(0, ERROR_CHARACTERS_MAX);
  const cause = JSON.stringify({ errorType, errorMessage: errorMessage.slice(0, CAUSE_CHARACTERS_MAX / 2) });
  return { kind: 'function-error', error: errorType, cause: cause.slice(0, CAUSE_CHARACTERS_MAX) };
}
