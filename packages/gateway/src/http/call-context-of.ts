import type { FastifyRequest } from 'fastify';
import type { Authenticator } from '../port/authenticator.ts';
import type { CallContext } from '../port/call-context.ts';
import { ANONYMOUS } from '../port/principal.ts';
import { traceparentOf } from './traceparent.ts';

/** Who calls, under which name, and until when. Rejects with the authenticator's refusal. */
export async function callContextOf(
  request: FastifyRequest,
  requestId: string,
  signal: AbortSignal,
  authenticate: Authenticator | undefined,
  waitMs?: number,
): Promise<CallContext> {
  const traceparent = traceparentOf(request.headers.traceparent);
  return {
    principal:
      authenticate === undefined ? ANONYMOUS : await authenticate(request.headers.authorization, signal),
    requestId,
    signal,
    ...(waitMs === undefined ? {} : { waitMs }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}
