import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import type { Json, JsonObject } from '@edgestep/shared';

import { BareGroupCommit } from '../durable/bare-group-commit.ts';
import { startZoneServer } from '../durable/zone-server.ts';
import type { Load, Operation } from '../harness/load.ts';
import { openWorkload } from '../harness/open-workload.ts';
import { caseId, type CaseDeclaration, type OpenWorkload, type Workload } from '../harness/workload.ts';
import { PEERS, type PeerName } from '../peers/peer.ts';
import type { PeerService, PeerWorkflow } from '../peers/peer-service.ts';
import { startDbos } from '../peers/start-dbos.ts';
import { startRestate } from '../peers/start-restate.ts';
import { ApiCaller } from './api-caller.ts';
import { startChildProgram } from './child-program.ts';
import { BareRequests } from './bare-requests.ts';
import type { WorkerProgramOptions } from './worker-program.ts';
import { startZoneCluster } from './zone-cluster.ts';

/** A durable workflow as a user meets it, with its tasks done by a process of their own. */
export interface DurableApiSubject extends Pick<Workload, 'name' | 'title' | 'unit' | 'operation'> {
  readonly unitsPerOperation: number;
  /** Tasks of an execution, one after the other. */
  readonly tasks: number;
  readonly openRatePerSecond: number;
  readonly definition: JsonObject;
  readonly input: JsonObject;
  readonly output: JsonObject;
  readonly peerWorkflow: PeerWorkflow;
}

const BARE = 'bare JetStream and NATS';
const CONCURRENCIES = [1, 64, 256];
/** All callers together ask at most so often whether their executions have ended. */
const ASKS_PER_MS = 2;
/** An operation takes up to half a second with some systems: in a second, most of a round would be its two ends. */
const ROUND_FACTOR = 2;

const DOES_NOT_MEASURE = [
  'The moment of the end: Edgestep is asked for it with DescribeExecution, up to a pause later, and asking costs the ' +
    'node some work; Restate and the application on DBOS answer the call that started the workflow.',
  "The servers' processor time: the column shows that of the client.",
  'The client: the same bare `node:http` client over connections that stay open for all systems, without an SDK.',
  'A machine of its own for each system: all of them, client and workers included, share the cores, and those that ' +
    'are not measured at the moment are idle beside the one that is.',
  'TLS, tokens, policies, replication: one edge node with sixteen partitions, one Restate node, one PostgreSQL.',
];

/** From the call that starts an execution until its caller knows the output. */
export function durableApiWorkload(subject: DurableApiSubject): Workload {
  const { name, title, unit, operation } = subject;
  return {
    name,
    title,
    unit,
    operation,
    doesNotMeasure: DOES_NOT_MEASURE,
    roundFactor: ROUND_FACTOR,
    cases: casesOf(subject),
    open: (cases) => open(subject, cases),
  };
}

function casesOf({ unitsPerOperation, openRatePerSecond }: DurableApiSubject): readonly CaseDeclaration[] {
  const loads: Load[] = [
    ...CONCURRENCIES.map((concurrency): Load => ({ kind: 'closed', concurrency })),
    { kind: 'open', ratePerSecond: openRatePerSecond },
  ];
  return loads.flatMap((load): readonly CaseDeclaration[] => {
    const floor: CaseDeclaration = { system: BARE, durability: 'fsync', load, unitsPerOperation };
    const peer = (name: PeerName) => ({ ...floor, system: PEERS[name].system, peer: name });
    return [floor, { ...floor, system: 'edgestep', floor: caseId(floor) }, peer('restate'), peer('dbos')];
  });
}

async function open(subject: DurableApiSubject, cases: readonly CaseDeclaration[]): Promise<OpenWorkload> {
  await using stack = new AsyncDisposableStack();
  const starts: Readonly<Record<string, () => Promise<Operation>>> = {
    [BARE]: () => openBare(subject, stack),
    edgestep: () => openEdgestep(subject, stack),
    [PEERS.restate.system]: async () => peerOperation(subject, stack.use(await startRestate())),
    [PEERS.dbos.system]: async () => peerOperation(subject, stack.use(await startDbos())),
  };
  const operations = new Map<string, Operation>();
  for (const [system, start] of Object.entries(starts)) {
    const wanted = cases.filter((each) => each.system === system);
    if (wanted.length === 0) continue;
    const operation = await start();
    for (const each of wanted) operations.set(caseId(each), operation);
  }
  return openWorkload(operations, stack.move());
}

/** The least for any system of this shape: the records, and a request to another process for each task. */
async function openBare({ tasks }: DurableApiSubject, stack: AsyncDisposableStack): Promise<Operation> {
  const server = stack.use(await startZoneServer('fsync'));
  const records = stack.use(await BareGroupCommit.open(server.connection, 'BENCH_FLOOR'));
  const requests = stack.use(await BareRequests.open(server.connection, server.url));
  return async () => {
    await records.append();
    for (let task = 0; task < tasks; task += 1) {
      await requests.ask();
      await records.append();
    }
  };
}

async function openEdgestep(subject: DurableApiSubject, stack: AsyncDisposableStack): Promise<Operation> {
  const cluster = stack.use(await startZoneCluster());
  const options: WorkerProgramOptions = { servers: cluster.nats, concurrency: Math.max(...CONCURRENCIES) };
  stack.use(await startChildProgram(join(import.meta.dirname, 'worker-program.ts'), options));
  const stateMachineArn = await cluster.deploy({
    name: `bench-${subject.name}`,
    definition: subject.definition,
  });
  const caller = stack.use(new ApiCaller(cluster.url));
  const input = JSON.stringify(subject.input);
  let open = 0;
  return async () => {
    open += 1;
    try {
      const { executionArn = null } = await caller.call('StartExecution', { stateMachineArn, input });
      requireOutput(subject, await outputOf(caller, executionArn, () => Math.max(1, open / ASKS_PER_MS)));
    } finally {
      open -= 1;
    }
  };
}

async function outputOf(caller: ApiCaller, executionArn: Json, pauseMs: () => number): Promise<Json> {
  for (;;) {
    await setTimeout(pauseMs());
    const { status, output } = await caller.call('DescribeExecution', { executionArn });
    if (status === 'SUCCEEDED' && typeof output === 'string') return JSON.parse(output) as Json;
    if (status !== 'RUNNING') throw new Error(`it ended as ${JSON.stringify({ status, output })}`);
  }
}

function peerOperation(subject: DurableApiSubject, service: PeerService): Operation {
  return async () => requireOutput(subject, await service.run(subject.peerWorkflow, subject.input));
}

function requireOutput({ output }: DurableApiSubject, actual: Json): void {
  if (!isDeepStrictEqual(actual, output)) throw new Error(`it ended with ${JSON.stringify(actual)}`);
}
