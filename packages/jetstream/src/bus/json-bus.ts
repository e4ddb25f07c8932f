import type { Json } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { publish } from '../rpc/publish.ts';
import { request } from '../rpc/request.ts';

/** What became of a request on the bus. All but `answered` and `failed` may be tried again. */
export type JsonAnswer =
  | { readonly kind: 'answered'; readonly payload: Json }
  /** The request can't be sent, or the answer is no JSON. */
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'no-responders' | 'unreachable' };

/** Publishes a value as JSON; resolves once the server has it. Faults: as `publish`. */
export async function publishJson(connection: Connection, subject: string, payload: Json): Promise<void> {
  await publish(connection, subject, Buffer.from(JSON.stringify(payload)));
}

/** Asks with a value as JSON, and reads the answer as JSON; an empty answer is null. */
export async function requestJson(
  connection: Connection,
  subject: string,
  payload: Json,
  options: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<JsonAnswer> {
  const outcome = await request(connection, subject, Buffer.from(JSON.stringify(payload)), options);
  switch (outcome.kind) {
    case 'answered':
      return readAnswer(subject, outcome.bytes);
    case 'failed':
      return { kind: 'failed', message: outcome.message };
    case 'no-responders':
      return { kind: 'no-responders' };
    case 'timeout':
    case 'disconnected':
      return { kind: 'unreachable' };
  }
}

function readAnswer(subject: string, bytes: Uint8Array): JsonAnswer {
  if (bytes.length === 0) return { kind: 'answered', payload: null };
  try {
    return { kind: 'answered', payload: JSON.parse(Buffer.from(bytes).toString()) as Json };
  } catch {
    return { kind: 'failed', message: `The answer on ${subject} is not JSON.` };
  }
}
