import type { Durability } from '@edgestep/jetstream';
import { PARTITIONS_DEFAULT, type Json } from '@edgestep/shared';

import type { Load, Operation } from '../harness/load.ts';
import { openWorkload } from '../harness/open-workload.ts';
import {
  caseId,
  type CaseDeclaration,
  type OpenWorkload,
  type Workload,
  type WorkUnit,
} from '../harness/workload.ts';
import { compile } from '../memory/compile.ts';
import { BareGroupCommit } from './bare-group-commit.ts';
import { functionDispatcher, type FunctionHandler } from './function-dispatcher.ts';
import { ProcessorBed } from './processor-bed.ts';
import { requireOutputOf } from './require-output-of.ts';
import { startZoneServer, type ZoneServer } from './zone-server.ts';

/** A machine whose executions are made durable step by step, with functions in the same process. */
export interface DurableSubject {
  readonly name: string;
  readonly title: string;
  readonly operation: string;
  readonly unit: WorkUnit;
  readonly unitsPerOperation: number;
  /** Appends that must follow one another in an execution: what the floor does. */
  readonly appends: number;
  /** Executions a second of the open load: well below what the engine can do. */
  readonly openRatePerSecond: number;
  readonly definition: object;
  readonly input: Json;
  readonly output: Json;
  readonly functions: Readonly<Record<string, FunctionHandler>>;
}

const BARE = 'bare JetStream';
const SPREAD = `over ${PARTITIONS_DEFAULT} partitions`;

const DOES_NOT_MEASURE = [
  'The API, the network and other processes: executions are started, and tasks are done, in the process of the engine.',
  'What an edge node does beside the engine on the same thread: projections into SQLite, snapshots, tracing, leases.',
  'Replication: one server, one replica. The server shares the cores with the engine and with the bench.',
  'Logs that are long: streams begin empty. Recovery.',
  'A disk other than this one: with `fsync` every record is synced before it is acknowledged.',
];

export function durableWorkload(subject: DurableSubject): Workload {
  const { name, title, operation, unit } = subject;
  return {
    name,
    title,
    unit,
    operation,
    doesNotMeasure: DOES_NOT_MEASURE,
    cases: durableCases(subject),
    open: (cases) => openDurable(subject, cases),
  };
}

function durableCases({ unitsPerOperation, openRatePerSecond }: DurableSubject): readonly CaseDeclaration[] {
  const pair = (durability: 'fsync' | 'relaxed', load: Load): readonly CaseDeclaration[] => {
    const floor: CaseDeclaration = { system: BARE, durability, load, unitsPerOperation };
    return [floor, { ...floor, system: 'edgestep', floor: caseId(floor) }];
  };
  const spread = pair('fsync', closed(256)).map((each) => ({ ...each, variant: SPREAD }));
  return [
    ...[1, 64, 256].flatMap((concurrency) => pair('fsync', closed(concurrency))),
    ...spread.filter(({ system }) => system !== BARE),
    ...pair('fsync', { kind: 'open', ratePerSecond: openRatePerSecond }),
    ...[1, 256].flatMap((concurrency) => pair('relaxed', closed(concurrency))),
  ];
}

function closed(concurrency: number): Load {
  return { kind: 'closed', concurrency };
}

async function openDurable(
  subject: DurableSubject,
  cases: readonly CaseDeclaration[],
): Promise<OpenWorkload> {
  await using stack = new AsyncDisposableStack();
  const servers = new Map<string, ZoneServer>();
  const operations = new Map<string, Operation>();
  for (const each of cases) {
    const durability: Durability = each.durability === 'fsync' ? 'fsync' : 'relaxed';
    const server = servers.get(durability) ?? stack.use(await startZoneServer(durability));
    servers.set(durability, server);
    // One stream, or one set of partitions, for all loads of a system.
    const key = `${each.system} ${each.variant} ${durability}`;
    const operation = operations.get(key) ?? (await operationOf(subject, each, server, stack));
    operations.set(key, operation);
    operations.set(caseId(each), operation);
  }
  return openWorkload(operations, stack.move());
}

async function operationOf(
  subject: DurableSubject,
  { system, variant }: CaseDeclaration,
  { connection }: ZoneServer,
  stack: AsyncDisposableStack,
): Promise<Operation> {
  if (system === BARE) {
    const bare = stack.use(await BareGroupCommit.open(connection, 'BENCH_FLOOR'));
    return async () => {
      for (let append = 0; append < subject.appends; append += 1) await bare.append();
    };
  }
  const bed = stack.use(
    await ProcessorBed.open({
      connection,
      partitions: variant === SPREAD ? PARTITIONS_DEFAULT : 1,
      firstPartition: variant === SPREAD ? 1 : 0,
      machine: compile(subject.definition),
      dispatcher: functionDispatcher(subject.functions),
    }),
  );
  return async () => {
    requireOutputOf(await bed.run(subject.input), subject.output);
  };
}
