import { ANSWER_HEADERS, parseJson, type Json } from '@edgestep/shared';
import type { Msg } from '@nats-io/nats-core';

import type { Connection } from '../connection/connection.ts';
import { publish } from '../rpc/publish.ts';
import { requestMessage } from '../rpc/request.ts';

/** What became of a request on the bus. All but `answered` and `failed` may be tried again. */
export type JsonAnswer =
  | { readonly kind: 'answered'; readonly payload: Json }
  /** The request can't be sent, the service answered with an error (ADR-32), or the answer is no JSON. */
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'no-responders' | 'unreachable' };

/** Publishes a value as JSON; resolves once the server has it. Faults, and what `signal` ends: as `publish`. */
export async function publishJson(
  connection: Connection,
  subject: string,
  payload: Json,
  signal?: AbortSignal,
): Promise<void> {
  await publish(connection, subject, Buffer.from(JSON.stringify(payload)), signal);
}

/** Asks with a value as JSON, and reads the answer as JSON; an empty answer is null. */
export async function requestJson(
  connection: Connection,
  subject: string,
  payload: Json,
  options: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<JsonAnswer> {
  const bytes = Buffer.from(JSON.stringify(payload));
  const outcome = await requestMessage(connection, subject, bytes, options, (answer) =>
    readAnswer(subject, answer),
  );
  switch (outcome.kind) {
    case 'timeout':
    case 'disconnected':
      return { kind: 'unreachable' };
    case 'answered':
    case 'failed':
    case 'no-responders':
    case 'unreachable':
      return outcome;
  }
}

function readAnswer(subject: string, { headers, data }: Msg): JsonAnswer {
  const code = headers?.get(ANSWER_HEADERS.serviceErrorCode) ?? '';
  const description = headers?.get(ANSWER_HEADERS.serviceError) ?? '';
  if (code !== '' || description !== '') {
    const what = [code, description].filter((part) => part !== '').join(': ');
    return { kind: 'failed', message: `The service on ${subject} answered with an error (${what}).` };
  }
  if (data.length === 0) return { kind: 'answered', payload: null };
  try {
    return { kind: 'answered', payload: parseJson(Buffer.from(data).toString()) };
  } catch {
    return { kind: 'failed', message: `The answer on ${subject} is not JSON.` };
  }
}
