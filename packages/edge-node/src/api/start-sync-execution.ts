import type { ApiRequest, ApiResponse, CallContext } from '@edgestep/gateway';
import type { Json } from '@edgestep/shared';

import { beginExecution, payloadText, startedByCaller } from './begin-execution.ts';
import type { NodeServices } from './node-services.ts';
import { typeNotSupported } from './type-not-supported.ts';

/** The service bills Express executions by duration in steps of 100 ms and by memory in chunks of 64 MB. */
const BILLED_STEP_MS = 100;
const BILLED_MEMORY_MB = 64;

/** StartSyncExecution: Express only; the answer is how it ended, with HTTP 200 also for a failure. */
export async function startSyncExecution(
  services: NodeServices,
  request: ApiRequest<'StartSyncExecution'>,
  context: CallContext,
): Promise<ApiResponse<'StartSyncExecution'>> {
  const { command } = await beginExecution(services, request, { startedBy: startedByCaller(context) });
  if (command.type !== 'EXPRESS') throw typeNotSupported();
  const result = await services.express.startSync(command, context.signal);
  const durationMs = Math.max(result.stoppedAt - result.startedAt, 1);
  return {
    executionArn: command.executionArn,
    stateMachineArn: command.stateMachineArn,
    name: command.name,
    startDate: new Date(result.startedAt),
    stopDate: new Date(result.stoppedAt),
    status: result.status,
    ...payloads(command.input, result.output, request.includedData),
    ...(result.error === undefined ? {} : { error: result.error }),
    ...(result.cause === undefined ? {} : { cause: result.cause }),
    billingDetails: {
      billedDurationInMilliseconds: Math.ceil(durationMs / BILLED_STEP_MS) * BILLED_STEP_MS,
      billedMemoryUsedInMB: BILLED_MEMORY_MB,
    },
  };
}

function payloads(
  input: Json,
  output: Json | undefined,
  includedData: 'ALL_DATA' | 'METADATA_ONLY' = 'ALL_DATA',
) {
  const included = includedData === 'ALL_DATA';
  return {
    ...(included ? { input: payloadText(input) } : {}),
    inputDetails: { included },
    ...(included && output !== undefined ? { output: payloadText(output) } : {}),
    // Also of an execution that failed and has no output (recorded behaviour, express).
    outputDetails: { included },
  };
}
