import { randomUUID } from 'node:crypto';

import { ANONYMOUS, callRemote, type ApiHandlers, type CallTransport } from '@edgestep/gateway';
import { finishDeletion, type RegistryView } from '@edgestep/registry';
import { parseArn } from '@edgestep/shared';

import type { HubProjections } from '../projections/hub-projections.ts';
import type { RegistryWriter } from './registry-writer.ts';
import { StateMachineRemover } from './state-machine-remover.ts';

/** So many executions of a deleted state machine are stopped at once. */
const STOPS_AT_ONCE = 100;
const STOP_TIMEOUT_MS = 10_000;

/** A remover over the registry, the hub's projections and the zones. */
export function removeStateMachines(parts: {
  readonly view: RegistryView;
  readonly writer: RegistryWriter;
  readonly projections: HubProjections;
  readonly transport: (zone: string) => CallTransport;
  readonly onTrouble: (message: string) => void;
}): StateMachineRemover {
  const { view, writer, projections, transport, onTrouble } = parts;
  return new StateMachineRemover({
    deleting: () =>
      [...view.stateMachines()]
        .filter(({ deletingSince }) => deletingSince !== undefined)
        .map(({ name }) => name),
    openExecutions: (name) => openExecutions(projections, name),
    stop: (executionArn) => stopInZone(transport, executionArn),
    finish: async (name) => {
      await writer.change((current) => finishDeletion(current, name));
    },
    onTrouble,
  });
}

/** DeleteStateMachine answers when the state machine is gone, unless it has open executions. */
export function deletingHandlers(writes: ApiHandlers, remover: StateMachineRemover): ApiHandlers {
  return {
    DeleteStateMachine: async (request, context) => {
      const response = (await writes.DeleteStateMachine?.(request, context)) ?? {};
      await remover.hasten();
      return response;
    },
  };
}

async function openExecutions(projections: HubProjections, name: string): Promise<readonly string[]> {
  const open = await projections.reader.list({
    stateMachineName: name,
    qualifier: undefined,
    status: 'RUNNING',
    limit: STOPS_AT_ONCE,
    after: undefined,
  });
  return open.map(({ executionArn }) => executionArn);
}

async function stopInZone(transport: (zone: string) => CallTransport, executionArn: string): Promise<void> {
  const zone = parseArn(executionArn)?.region ?? '';
  await callRemote(
    transport(zone),
    'StopExecution',
    { executionArn },
    { principal: ANONYMOUS, requestId: randomUUID(), signal: AbortSignal.timeout(STOP_TIMEOUT_MS) },
  );
}
