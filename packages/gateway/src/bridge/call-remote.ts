import { ApiError, type ApiErrorName, type Json } from '@edgestep/shared';
import type { ApiOperation, ApiRequest, ApiResponse } from '../api/api-types.ts';
import type { ApiAnswer } from '../aws-json/answer.ts';
import { fromWireJson } from '../aws-json/wire-json.ts';
import type { CallContext } from '../port/call-context.ts';
import { decodeAnswer, encodeCall } from './call-frame.ts';

/**
 * Carries the bytes of a call to where `answerCall` runs, and its answer back. Rejects when there is no answer:
 * with an `ApiError` to be shown to the caller, or with a fault.
 */
export type CallTransport = (call: Uint8Array, signal: AbortSignal) => Promise<Uint8Array>;

/**
 * The near end of the bridge: calls an operation elsewhere as if its handler were here. Throws the `ApiError`
 * that the far end answered; times in the result are `Date` again.
 */
export async function callRemote<K extends ApiOperation>(
  transport: CallTransport,
  operation: K,
  request: ApiRequest<K>,
  context: CallContext,
): Promise<ApiResponse<K>> {
  const { signal, ...caller } = context;
  const call = encodeCall({ ...caller, operation, body: request as unknown as Json });
  const answer = decodeAnswer(await transport(call, signal));
  if (answer.status !== 200) throw errorOf(answer);
  return fromWireJson(answer.body) as ApiResponse<K>;
}

function errorOf(answer: ApiAnswer): ApiError {
  const { __type: name, message, ...rest } = JSON.parse(answer.body) as Readonly<Record<string, unknown>>;
  const fields = Object.entries(rest).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return new ApiError(
    typeof name === 'string' ? (name as ApiErrorName) : 'InternalServerError',
    typeof message === 'string' ? message : '',
    Object.fromEntries(fields),
  );
}
