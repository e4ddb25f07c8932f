import type { StateMachineListItem } from '@edgestep/sdk';

import { paint, toneOfStatus } from '../terminal/paint.ts';
import { duration, table } from '../terminal/table.ts';
import type { Connection } from './connect.ts';
import { findStateMachine } from './find-state-machine.ts';

export interface ListOptions {
  readonly status?: string;
  readonly limit: number;
}

/** `edgestep list`: the state machines; `edgestep list NAME`: its executions, the newest first. */
export async function list(
  connection: Connection,
  stateMachine: string | undefined,
  options: ListOptions,
): Promise<void> {
  if (stateMachine === undefined) await listStateMachines(connection);
  else await listExecutions(connection, stateMachine, options);
}

async function listStateMachines({ client, terminal }: Connection): Promise<void> {
  const machines: StateMachineListItem[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.listStateMachines(nextToken === undefined ? {} : { nextToken });
    machines.push(...page.stateMachines);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  terminal.result(machines, () =>
    machines.length === 0
      ? 'No state machine is deployed. Deploy one: edgestep deploy FILE'
      : table(
          ['NAME', 'TYPE', 'CREATED', 'ARN'],
          machines.map((machine) => [
            machine.name,
            machine.type,
            machine.creationDate.toISOString(),
            machine.stateMachineArn,
          ]),
        ),
  );
}

async function listExecutions(
  { client, terminal }: Connection,
  stateMachine: string,
  options: ListOptions,
): Promise<void> {
  const stateMachineArn = await findStateMachine(client, stateMachine);
  const { executions } = await client.listExecutions({
    stateMachineArn,
    maxResults: options.limit,
    ...(options.status === undefined ? {} : { statusFilter: options.status as 'RUNNING' }),
  });
  terminal.result(executions, () =>
    executions.length === 0
      ? 'No executions.'
      : table(
          ['STATUS', 'STARTED', 'TOOK', 'EXECUTION'],
          executions.map((execution) => [
            paint(execution.status.padEnd(9), toneOfStatus(execution.status), terminal.interactive),
            execution.startDate.toISOString(),
            execution.stopDate === undefined
              ? '…'
              : duration(execution.stopDate.getTime() - execution.startDate.getTime()),
            execution.executionArn,
          ]),
        ),
  );
}
