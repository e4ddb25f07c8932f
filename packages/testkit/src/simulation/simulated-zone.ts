import { openSqliteProjections } from '@edgestep/engine';

import { allCheckers } from './checkers/all-checkers.ts';
import { ApiCaller } from './clients/api-caller.ts';
import { simulatedDefinitions } from './clients/machines.ts';
import { SimulatedClients } from './clients/simulated-clients.ts';
import { Scheduler } from './core/scheduler.ts';
import { SeededRandom } from './core/seeded-random.ts';
import { SimulatedNetwork } from './core/simulated-network.ts';
import { Trace } from './core/trace.ts';
import type { ZoneWorld } from './core/zone-world.ts';
import { FaultInjector } from './faults/fault-injector.ts';
import { drawFaultRates, type FaultKind } from './faults/fault-rates.ts';
import { zoneFaults } from './faults/zone-faults.ts';
import { SimulatedLeaseServer } from './lease/simulated-lease-server.ts';
import { SimulatedLogServer } from './log/simulated-log-server.ts';
import { SimulatedSnapshotDisk } from './log/simulated-snapshot-store.ts';
import { NodeFleet } from './node/node-fleet.ts';
import { ALL_FAULTS, type SimulationOptions } from './simulation-options.ts';
import { SimulatedWorkers } from './tasks/simulated-workers.ts';
import { Truth } from './truth/truth.ts';
import { Witness } from './truth/witness.ts';

const ZONE = 'dallas';
const NODES_MAX = 4;
const PARTITIONS_MAX = 3;
const EXECUTIONS_MAX = 24;
const CLIENTS = 3;
/** Clients begin nothing new after so long, and faults end a little later. */
export const BUSY_MS = 15_000;

/** A whole zone of one seed: nodes with the real engine, and everything around them. */
export class SimulatedZone implements Disposable {
  readonly scheduler: Scheduler;
  readonly trace: Trace;
  readonly truth: Truth;
  readonly witness: Witness;
  readonly network: SimulatedNetwork;
  readonly server: SimulatedLogServer;
  readonly snapshots = new SimulatedSnapshotDisk();
  readonly fleet: NodeFleet;
  readonly callers: readonly ApiCaller[];
  readonly clients: SimulatedClients;
  readonly injector: FaultInjector;
  readonly faults: Partial<Record<FaultKind, number>> = {};
  readonly #world: ZoneWorld;

  constructor({ seed, faults, wrappers = {}, traceLinesMax = 0 }: SimulationOptions) {
    const random = new SeededRandom(seed);
    const rates = drawFaultRates(random.fork('rates'), new Set(faults ?? ALL_FAULTS));
    this.scheduler = new Scheduler(random.fork('scheduler'));
    const { scheduler } = this;
    this.trace = new Trace(() => scheduler.now, traceLinesMax);
    this.network = new SimulatedNetwork(scheduler, random.fork('network'), rates);
    this.server = new SimulatedLogServer(random.int(1, PARTITIONS_MAX));
    this.truth = new Truth(this.server);
    this.witness = new Witness(allCheckers(this.server), this.truth, this.trace);
    this.#traceRecords();
    this.fleet = new NodeFleet(random.int(1, NODES_MAX), () => openSqliteProjections(':memory:'));
    const { network, witness, truth, trace, fleet, server, snapshots } = this;
    const caller = (name: string) => {
      const chance = random.fork(name);
      return new ApiCaller(
        { scheduler, network, witness, truth, trace, random: chance, nodes: () => fleet.running },
        name,
      );
    };
    const workerCaller = caller('worker-calls');
    const clientCallers = Array.from({ length: CLIENTS }, (_, index) => caller(`client-${index}`));
    this.callers = [...clientCallers, workerCaller];
    this.clients = new SimulatedClients({
      scheduler,
      random: random.fork('clients'),
      zone: ZONE,
      callers: clientCallers,
      executions: random.int(4, EXECUTIONS_MAX),
      withinMs: BUSY_MS * 0.7,
    });
    this.#world = {
      zone: ZONE,
      random: random.fork('nodes'),
      scheduler,
      network,
      server,
      leases: new SimulatedLeaseServer(network, server.process),
      snapshots,
      workers: new SimulatedWorkers({
        scheduler,
        network,
        random: random.fork('workers'),
        api: () => workerCaller,
      }),
      definitions: simulatedDefinitions(),
      limits: drawLimits(random.fork('limits')),
      wrappers,
      truth,
      witness,
      trace,
      nodes: () => fleet.running,
    };
    const faultRandom = random.fork('faults');
    this.injector = new FaultInjector({
      random: faultRandom,
      rates,
      actions: zoneFaults({
        random: faultRandom,
        scheduler,
        network,
        server,
        snapshots,
        fleet,
        truth,
        trace,
      }),
      after: (delayMs, action) => void scheduler.after(delayMs, undefined, action),
      onFault: (kind) => {
        this.faults[kind] = (this.faults[kind] ?? 0) + 1;
      },
    });
  }

  begin(): void {
    this.fleet.begin(this.#world);
    this.clients.begin();
    this.injector.begin();
  }

  /** Nothing breaks any more, and what was broken is put right. */
  heal(): void {
    this.injector.end();
    this.network.heal();
    this.server.process.wake();
    for (const stream of this.server.streams) {
      stream.repair();
      if (stream.lostRecords.length > 0) this.snapshots.dropAll(stream.partition);
    }
    this.fleet.heal();
    this.trace.note('all is healed');
  }

  /** True when no client waits, nothing is open, and every node has read every log. */
  get isAtRest(): boolean {
    const nodes = this.fleet.running;
    if (this.callers.some(({ outstanding }) => outstanding > 0)) return false;
    if (nodes.some(({ openExecutions }) => openExecutions > 0)) return false;
    if (this.server.streams.some(({ partition }) => !nodes.some((node) => node.owns(partition))))
      return false;
    return nodes.every(({ isCaughtUp }) => isCaughtUp);
  }

  /** How many records all logs hold. */
  get records(): number {
    return this.server.streams.reduce((sum, { lastSequence }) => sum + lastSequence, 0);
  }

  [Symbol.dispose](): void {
    this.fleet[Symbol.dispose]();
  }

  #traceRecords(): void {
    for (const stream of this.server.streams) {
      stream.onGrowth(() => {
        const record = stream.recordAt(stream.lastSequence);
        const said = record?.entries
          .flatMap(({ executionArn, events }) =>
            events.map(({ kind, id }) => `${executionArn.split(':').at(-1)}/${id} ${kind}`),
          )
          .join(', ');
        this.trace.note(`${stream.name} ${record?.sequence} of epoch ${record?.epoch}: ${said || 'fence'}`);
      });
    }
  }
}

/** Small limits, so that everything that has one is reached. */
function drawLimits(random: SeededRandom) {
  return {
    appendsInFlightMax: random.int(1, 4),
    recordBytesMax: random.pick([500, 4_000, 524_288]),
    snapshotRecords: random.int(3, 40),
    sweepIntervalMs: random.int(1_000, 5_000),
    recentlyClosedMax: random.int(1, 6),
    definitionRetryMs: 200,
  };
}
