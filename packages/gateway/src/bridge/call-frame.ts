import { ApiError, type Json } from '@edgestep/shared';
import type { ApiAnswer } from '../aws-json/answer.ts';
import { RETRY_AFTER_SECONDS } from '../aws-json/problem.ts';
import type { Principal } from '../port/principal.ts';

/**
 * One API call as it travels between zone and control plane. The receiver takes `principal` as it is: the
 * transport must let only front doors send, and those have verified it.
 */
export interface ApiCall {
  readonly operation: string;
  readonly body: Json;
  readonly principal: Principal;
  readonly requestId: string;
  readonly traceparent?: string;
}

/** A call as UTF-8 JSON. */
export function encodeCall(call: ApiCall): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(call));
}

/** Reads what `encodeCall` wrote. Throws SerializationException when the bytes are no call. */
export function decodeCall(bytes: Uint8Array): ApiCall {
  const frame = parseFrame(bytes, 'call');
  const { operation, body = {}, requestId, traceparent } = frame;
  if (typeof operation !== 'string' || typeof requestId !== 'string') throw malformed('call');
  return {
    operation,
    body: body as Json,
    principal: principalOf(frame.principal),
    requestId,
    ...(typeof traceparent === 'string' ? { traceparent } : {}),
  };
}

function principalOf(value: unknown): Principal {
  const { kind, tid, oid, name } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (kind === 'anonymous') return { kind };
  if (kind !== 'identified' || typeof tid !== 'string' || typeof oid !== 'string') throw malformed('call');
  return { kind, tid, oid, ...(typeof name === 'string' ? { name } : {}) };
}

/** An answer as UTF-8 JSON: `{"status": …, "body": …}`, times in the body as epoch seconds. */
export function encodeAnswer(answer: ApiAnswer): Uint8Array {
  return new TextEncoder().encode(`{"status":${answer.status},"body":${answer.body}}`);
}

/** Reads what `encodeAnswer` wrote. Throws SerializationException when the bytes are no answer. */
export function decodeAnswer(bytes: Uint8Array): ApiAnswer {
  const { status, body } = parseFrame(bytes, 'answer');
  if (typeof status !== 'number' || body === undefined) throw malformed('answer');
  const answer = { status, body: JSON.stringify(body) };
  return status === 503 ? { ...answer, retryAfterSeconds: RETRY_AFTER_SECONDS } : answer;
}

function parseFrame(bytes: Uint8Array, what: string): Readonly<Record<string, unknown>> {
  try {
    const frame: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof frame === 'object' && frame !== null) return frame as Readonly<Record<string, unknown>>;
  } catch {
    throw malformed(what);
  }
  throw malformed(what);
}

function malformed(what: string): ApiError {
  return new ApiError('SerializationException', `The bytes are no ${what} of the API.`);
}
