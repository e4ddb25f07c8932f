import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { ApiCaller } from '../api/api-caller.ts';
import { startChildProgram } from '../api/child-program.ts';
import type { WorkerProgramOptions } from '../api/worker-program.ts';
import { startZoneCluster } from '../api/zone-cluster.ts';
import type { Operation } from '../harness/load.ts';
import { openWorkload } from '../harness/open-workload.ts';
import { caseId, type CaseDeclaration, type OpenWorkload, type Workload } from '../harness/workload.ts';

const INPUT = JSON.stringify({ order: 7 });
const CONCURRENCIES = [1, 64];

/** All callers together ask at most so often whether their executions have ended. */
const ASKS_PER_MS = 2;

/** The smallest durable workflow through everything that a user has: API, node, bus, worker. */
export const apiSmallest: Workload = {
  name: 'api-smallest',
  title: 'the smallest durable workflow through the API',
  unit: 'execution',
  operation:
    'StartExecution at the API of a zone under `edgestep dev`, one function task done by an SDK worker in a process of ' +
    'its own, and DescribeExecution until the execution has ended: every millisecond by a single caller, every 32 ms by ' +
    'each of 64, so that asking is not what the node does.',
  doesNotMeasure: [
    'The moment of the end: it is seen by asking, up to a pause later, and asking costs the node some work.',
    "The node's processor time: the column shows that of the client.",
    'The client: a bare `node:http` client over connections that stay open, without an SDK.',
    'A machine of its own for client and worker: all processes share the cores, the NATS servers and the control ' +
      'plane included. TLS, tokens and policies: `--auth none`. One edge node, sixteen partitions.',
  ],
  cases: CONCURRENCIES.map((concurrency) => ({
    system: 'edgestep',
    durability: 'fsync',
    load: { kind: 'closed', concurrency },
    unitsPerOperation: 1,
  })),
  open,
};

async function open(cases: readonly CaseDeclaration[]): Promise<OpenWorkload> {
  await using stack = new AsyncDisposableStack();
  const cluster = stack.use(await startZoneCluster());
  const options: WorkerProgramOptions = { servers: cluster.nats, concurrency: Math.max(...CONCURRENCIES) };
  stack.use(await startChildProgram(join(import.meta.dirname, '../api/worker-program.ts'), options));
  const stateMachineArn = await cluster.deploy({
    name: 'bench-smallest',
    definition: {
      StartAt: 'Only',
      States: {
        Only: { Type: 'Task', Resource: 'arn:aws:lambda:dallas:000000000000:function:step', End: true },
      },
    },
  });
  const caller = stack.use(new ApiCaller(cluster.url));
  const operationOf = ({ load }: CaseDeclaration): Operation => {
    const pauseMs = load.kind === 'closed' ? load.concurrency / ASKS_PER_MS : 1;
    return () => runToEnd(caller, stateMachineArn, pauseMs);
  };
  return openWorkload(
    new Map<string, Operation>(cases.map((each) => [caseId(each), operationOf(each)])),
    stack.move(),
  );
}

async function runToEnd(caller: ApiCaller, stateMachineArn: string, pauseMs: number): Promise<void> {
  const { executionArn = null } = await caller.call('StartExecution', { stateMachineArn, input: INPUT });
  for (;;) {
    await setTimeout(pauseMs);
    const { status, output } = await caller.call('DescribeExecution', { executionArn });
    if (status === 'SUCCEEDED' && output === INPUT) return;
    if (status !== 'RUNNING') throw new Error(`it ended as ${JSON.stringify({ status, output })}`);
  }
}
