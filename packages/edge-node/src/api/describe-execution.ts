import type { ApiRequest, ApiResponse, CallContext } from '@edgestep/gateway';

import type { ExecutionDetails } from '@edgestep/engine';
import { describeSummary } from '@edgestep/registry';
import { payloadText } from './begin-execution.ts';
import type { NodeServices } from './node-services.ts';
import { redriveStanding } from './redrive-standing.ts';
import { requireExecution } from './require-execution.ts';
import { WaitLimit } from './wait-limit.ts';

/** DescribeExecution; for a caller that prefers to wait, once the execution has ended. */
export async function describeExecution(
  services: NodeServices,
  request: ApiRequest<'DescribeExecution'>,
  { waitMs, signal }: CallContext,
): Promise<ApiResponse<'DescribeExecution'>> {
  let execution = await requireExecution(services, request.executionArn);
  if (waitMs !== undefined && execution.status === 'RUNNING') {
    using limit = new WaitLimit(signal, waitMs);
    execution = (await services.executions.closed(request.executionArn, limit.signal)) ?? execution;
  }
  const metadataOnly = request.includedData === 'METADATA_ONLY';
  return {
    ...describeSummary(execution),
    ...(metadataOnly ? withoutPayloads(execution) : payloads(execution)),
    ...(execution.traceHeader === undefined ? {} : { traceHeader: execution.traceHeader }),
    ...redriveStanding(services, execution),
  };
}

function withoutPayloads({ output }: ExecutionDetails) {
  return {
    inputDetails: { included: false },
    ...(output === undefined ? {} : { outputDetails: { included: false } }),
  };
}

function payloads(execution: ExecutionDetails) {
  return {
    input: payloadText(execution.input),
    inputDetails: { included: true },
    ...(execution.output === undefined
      ? {}
      : { output: payloadText(execution.output), outputDetails: { included: true } }),
    ...(execution.error === undefined ? {} : { error: execution.error }),
    ...(execution.cause === undefined ? {} : { cause: execution.cause }),
  };
}
