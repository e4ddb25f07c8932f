import { ANSWER_HEADERS, isJsonObject, type Json } from '@edgestep/shared';
import type { Msg } from '@nats-io/nats-core';

/** What a service answered to a task. See `worker-protocol.ts` (shared) for how errors are named. */
export type ServiceAnswer =
  | { readonly kind: 'returned'; readonly output: Json }
  | { readonly kind: 'function-error'; readonly error: string; readonly cause: string }
  /** A worker of the SDK did not begin the task: it is full, or it drains. */
  | { readonly kind: 'refused'; readonly message: string };

/** The error of an answer that is no JSON. */
const INVALID_OUTPUT = 'Service.InvalidOutput';

/** Reads an answer. Never throws, whatever a service sends. */
export function parseServiceAnswer(message: Pick<Msg, 'headers' | 'data'>): ServiceAnswer {
  const header = (name: string) => message.headers?.get(name) ?? '';
  const refused = header(ANSWER_HEADERS.refused);
  if (refused !== '') return { kind: 'refused', message: refused };
  const code = header(ANSWER_HEADERS.serviceErrorCode);
  const description = header(ANSWER_HEADERS.serviceError);
  const text = Buffer.from(message.data).toString();
  const body = parseJson(text);
  if (code !== '' || description !== '') return serviceError(code, description, text, body);
  if (body === undefined) {
    return functionError(INVALID_OUTPUT, 'The answer of the service is not JSON.');
  }
  return { kind: 'returned', output: body };
}

function serviceError(
  code: string,
  description: string,
  text: string,
  body: Json | undefined,
): ServiceAnswer {
  if (isJsonObject(body) && typeof body['errorType'] === 'string') {
    return { kind: 'function-error', error: body['errorType'], cause: text };
  }
  return functionError(`Service.${code === '' ? 'Unknown' : code}`, description);
}

function functionError(errorType: string, errorMessage: string): ServiceAnswer {
  return { kind: 'function-error', error: errorType, cause: JSON.stringify({ errorType, errorMessage }) };
}

/** An empty body is null; undefined when the text is no JSON. */
function parseJson(text: string): Json | undefined {
  if (text === '') return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
