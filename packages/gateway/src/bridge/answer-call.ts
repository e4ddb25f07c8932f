import { ApiError } from '@edgestep/shared';
import { dispatch } from '../api/dispatch.ts';
import { problemAnswer } from '../aws-json/problem.ts';
import type { ApiHandlers } from '../port/api-handlers.ts';
import type { FaultLog } from '../port/fault-log.ts';
import { type ApiCall, decodeCall, encodeAnswer } from './call-frame.ts';

/**
 * The far end of the bridge: answers a call that arrived as bytes, exactly as the front door would. It never
 * rejects; bytes that are no call are answered with SerializationException.
 */
export async function answerCall(
  handlers: ApiHandlers,
  bytes: Uint8Array,
  signal: AbortSignal,
  log: FaultLog,
): Promise<Uint8Array> {
  const call = readCall(bytes);
  if (call instanceof ApiError) return encodeAnswer(problemAnswer(call));
  const { operation, body, ...caller } = call;
  return encodeAnswer(await dispatch(handlers, operation, body, { ...caller, signal }, log));
}

function readCall(bytes: Uint8Array): ApiCall | ApiError {
  try {
    return decodeCall(bytes);
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}
