import type { ApiRequest, ApiResponse } from '@edgestep/gateway';

import type { ExecutionDetails } from '@edgestep/engine';
import { describeSummary } from '@edgestep/registry';
import { payloadText } from './begin-execution.ts';
import type { NodeServices } from './node-services.ts';
import { redriveStanding } from './redrive-standing.ts';
import { requireExecution } from './require-execution.ts';

/** DescribeExecution. */
export async function describeExecution(
  services: NodeServices,
  request: ApiRequest<'DescribeExecution'>,
): Promise<ApiResponse<'DescribeExecution'>> {
  const execution = await requireExecution(services, request.executionArn);
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
