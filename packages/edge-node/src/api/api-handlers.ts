import { callRemote, type ApiHandlers, type CallContext, type CallTransport } from '@edgestep/gateway';
import {
  listExecutions,
  REGISTRY_WRITES,
  registryReadHandlers,
  type RegistryWriteOperation,
} from '@edgestep/registry';

import { describeExecution } from './describe-execution.ts';
import { describeMapRun } from './describe-map-run.ts';
import { describeStateMachineForExecution } from './describe-state-machine-for-execution.ts';
import { getActivityTask } from './get-activity-task.ts';
import { getExecutionHistory } from './get-execution-history.ts';
import { listMapRuns } from './list-map-runs.ts';
import type { NodeServices } from './node-services.ts';
import { redriveExecution } from './redrive-execution.ts';
import { startExecution } from './start-execution.ts';
import { startSyncExecution } from './start-sync-execution.ts';
import { stopExecution } from './stop-execution.ts';
import { testState } from './test-state.ts';
import { updateMapRun } from './update-map-run.ts';
import { sendTaskFailure, sendTaskHeartbeat, sendTaskSuccess } from './task-callbacks.ts';

/** Everything that a zone answers: executions and tasks here, reads of the registry from its copy, writes at the hub. */
export function nodeApiHandlers(services: NodeServices, hub: CallTransport): ApiHandlers {
  return {
    ...registryReads(services),
    ...forwardedWrites(services, hub),
    StartExecution: (request, context) => startExecution(services, request, context),
    StartSyncExecution: (request, context) => startSyncExecution(services, request, context),
    RedriveExecution: (request, context) => redriveExecution(services, request, context),
    StopExecution: (request) => stopExecution(services, request),
    DescribeExecution: (request, context) => describeExecution(services, request, context),
    DescribeStateMachineForExecution: (request) => describeStateMachineForExecution(services, request),
    ListExecutions: async (request) => {
      await services.catchUpRegistry();
      return listExecutions(
        services.registry,
        request,
        (query) => services.executions.list(query),
        async (mapRunArn) => (await services.executions.mapRun(mapRunArn)) !== undefined,
        services.now(),
      );
    },
    DescribeMapRun: (request) => describeMapRun(services, request),
    ListMapRuns: (request) => listMapRuns(services, request),
    UpdateMapRun: (request) => updateMapRun(services, request),
    GetExecutionHistory: (request) => getExecutionHistory(services, request),
    TestState: (request, context) => testState(services, request, context),
    GetActivityTask: (request, context) => getActivityTask(services, request, context),
    SendTaskSuccess: (request) => sendTaskSuccess(services, request),
    SendTaskFailure: (request) => sendTaskFailure(services, request),
    SendTaskHeartbeat: (request) => sendTaskHeartbeat(services, request),
  };
}

/** A client's calls meet any node of the zone: what one of them has shown, the next one shows, too. */
function registryReads(services: NodeServices): ApiHandlers {
  const handlers = Object.entries(registryReadHandlers(services.registry, services.registryContext));
  const afterCatchingUp =
    (read: (request: never) => Promise<unknown>) =>
    async (request: never): Promise<unknown> => {
      await services.catchUpRegistry();
      return read(request);
    };
  return Object.fromEntries(
    handlers.map(([operation, read]) => [operation, afterCatchingUp(read)]),
  ) as ApiHandlers;
}

/**
 * The control plane is the registry's only writer. A zone passes writes on and answers when its own copy shows
 * them: whoever created a state machine here can start it here at once.
 */
function forwardedWrites(services: NodeServices, hub: CallTransport): ApiHandlers {
  const forward =
    <K extends RegistryWriteOperation>(operation: K) =>
    async (request: never, context: CallContext) => {
      const response = await callRemote(hub, operation, request, context);
      await services.refreshRegistry();
      return response;
    };
  const operations = Object.keys(REGISTRY_WRITES) as RegistryWriteOperation[];
  return Object.fromEntries(operations.map((operation) => [operation, forward(operation)])) as ApiHandlers;
}
