import type { ApiResponse, CallContext } from '@edgestep/gateway';

import { payloadText } from './begin-execution.ts';
import type { NodeServices } from './node-services.ts';
import { WaitLimit } from './wait-limit.ts';

type End = Pick<ApiResponse<'StartExecution'>, 'status' | 'stopDate' | 'output' | 'error' | 'cause'>;

/** How a Standard execution ended, if its caller prefers to wait for it and it ends in time. */
export async function awaitEnd(
  { ends }: Pick<NodeServices, 'ends'>,
  executionArn: string,
  { waitMs, signal }: CallContext,
): Promise<End> {
  if (waitMs === undefined) return {};
  using limit = new WaitLimit(signal, waitMs);
  const end = await ends.ended(executionArn, limit.signal);
  if (end === undefined) return {};
  const { status, stoppedAt, output, error, cause } = end;
  return {
    status,
    ...(stoppedAt === undefined ? {} : { stopDate: new Date(stoppedAt) }),
    ...(output === undefined ? {} : { output: payloadText(output) }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
}
