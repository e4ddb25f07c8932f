import { BareGroupCommit } from '../durable/bare-group-commit.ts';
import { startZoneServer } from '../durable/zone-server.ts';
import type { Load, Operation } from '../harness/load.ts';
import { openSystems } from '../harness/open-systems.ts';
import { caseId, type CaseDeclaration, type OpenWorkload, type Workload } from '../harness/workload.ts';
import { PEERS, type PeerName } from '../peers/peer.ts';
import type { PeerService, PeerWorkflow } from '../peers/peer-service.ts';
import { startDbos } from '../peers/start-dbos.ts';
import { startRestate } from '../peers/start-restate.ts';
import { openApiExecutions, requireOutput, type ApiSubject } from './api-executions.ts';
import { BareRequests } from './bare-requests.ts';
import { startZoneCluster, type ZoneCluster } from './zone-cluster.ts';

/** A durable workflow as a user meets it, with its tasks done by a process of their own. */
export interface DurableApiSubject
  extends ApiSubject, Pick<Workload, 'name' | 'title' | 'unit' | 'operation'> {
  readonly unitsPerOperation: number;
  /** Tasks of an execution, one after the other. */
  readonly tasks: number;
  readonly openRatePerSecond: number;
  readonly peerWorkflow: PeerWorkflow;
}

const BARE = 'bare JetStream and NATS';
const CONCURRENCIES = [1, 64, 256];
/** An operation takes up to half a second with some systems: in a second, most of a round would be its two ends. */
const ROUND_FACTOR = 2;

const DOES_NOT_MEASURE = [
  "The servers' processor time: the column shows that of the client.",
  'The client: the same bare `node:http` client over connections that stay open for all systems, without an SDK.',
  'A machine of its own for each system: all of them, client and workers included, share the cores, and those that ' +
    'are not measured at the moment are idle beside the one that is.',
  'TLS, tokens, policies, replication: one edge node with six partitions, one Restate node, one PostgreSQL.',
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

/**
 * The same while the hub and the control plane stand still, as when the zone's link to them is cut: in production they
 * have machines of their own, and take nothing from the cores of a zone.
 */
export function zoneAloneWorkload(subject: DurableApiSubject, name: string): Workload {
  const { name: original, title, unit } = subject;
  return {
    name,
    title: `${title}, in a zone alone`,
    unit,
    operation: `As ${original}, while the hub and the control plane stand still.`,
    doesNotMeasure: DOES_NOT_MEASURE,
    roundFactor: ROUND_FACTOR,
    cases: casesOf(subject).filter(({ peer }) => peer === undefined),
    open: (cases) => open(subject, cases, (cluster) => cluster.pauseHub()),
  };
}

function casesOf({ unitsPerOperation, openRatePerSecond }: DurableApiSubject): readonly CaseDeclaration[] {
  const loads: Load[] = [
    ...CONCURRENCIES.map((concurrency): Load => ({ kind: 'closed', concurrency })),
    { kind: 'open', ratePerSecond: openRatePerSecond },
  ];
  return loads.flatMap((load): readonly CaseDeclaration[] => {
    const floor: CaseDeclaration = { system: BARE, durability: 'fsync', load, unitsPerOperation };
    const ours: CaseDeclaration = { ...floor, system: 'edgestep', floor: caseId(floor) };
    const peer = (name: PeerName): CaseDeclaration => ({
      ...floor,
      system: PEERS[name].system,
      peer: { name, comparedWith: caseId(ours) },
    });
    return [floor, ours, peer('restate'), peer('dbos')];
  });
}

function open(
  subject: DurableApiSubject,
  cases: readonly CaseDeclaration[],
  prepare?: (cluster: ZoneCluster) => Disposable,
): Promise<OpenWorkload> {
  return openSystems(cases, {
    [BARE]: (stack) => openBare(subject, stack),
    edgestep: async (stack) => {
      const cluster = stack.use(await startZoneCluster());
      const operation = await openApiExecutions(cluster, subject, stack);
      stack.use(prepare?.(cluster));
      return operation;
    },
    [PEERS.restate.system]: async (stack) => peerOperation(subject, stack.use(await startRestate())),
    [PEERS.dbos.system]: async (stack) => peerOperation(subject, stack.use(await startDbos())),
  });
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

function peerOperation(subject: DurableApiSubject, service: PeerService): Operation {
  return async () => requireOutput(await service.run(subject.peerWorkflow, subject.input), subject.output);
}
