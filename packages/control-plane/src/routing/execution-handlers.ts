import {
  callRemote,
  type ApiHandlers,
  type ApiOperation,
  type ApiRequest,
  type CallContext,
  type CallTransport,
} from '@edgestep/gateway';
import { ApiError } from '@edgestep/shared';

import { zoneOfCall } from './zone-of-call.ts';

/** How the control plane reaches zones. */
export interface ZoneCalls {
  readonly zones: readonly string[];
  transport(zone: string): CallTransport;
  /** The zones that answer at the moment, the best first. */
  reachable(): readonly string[];
}

/** Operations that a zone answers, routed there. */
const ROUTED = [
  'DescribeExecution',
  'DescribeMapRun',
  'DescribeStateMachineForExecution',
  'GetActivityTask',
  'GetExecutionHistory',
  'ListMapRuns',
  'RedriveExecution',
  'SendTaskFailure',
  'SendTaskHeartbeat',
  'SendTaskSuccess',
  'StartExecution',
  'StartSyncExecution',
  'StopExecution',
  'TestState',
  'UpdateMapRun',
] as const satisfies readonly ApiOperation[];

export function routedHandlers(calls: ZoneCalls): Required<Pick<ApiHandlers, (typeof ROUTED)[number]>> {
  const handlers = ROUTED.map((operation) => [
    operation,
    async (request: ApiRequest<typeof operation>, context: CallContext) => {
      const zone = chooseZone(calls, request as unknown as Record<string, unknown>);
      return callRemote(calls.transport(zone), operation, request as never, context);
    },
  ]);
  return Object.fromEntries(handlers) as Required<Pick<ApiHandlers, (typeof ROUTED)[number]>>;
}

function chooseZone(calls: ZoneCalls, request: Readonly<Record<string, unknown>>): string {
  const destination = zoneOfCall(request, calls.zones);
  if (destination.kind === 'zone') return destination.zone;
  const [best] = calls.reachable();
  if (best !== undefined) return best;
  throw new ApiError(
    'ServiceUnavailable',
    `No zone answers at the moment. Zones are: ${calls.zones.join(', ')}`,
  );
}
