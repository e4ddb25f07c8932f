import { SimulatedClients } from './clients/simulated-clients.ts';
import type { ApiCaller } from './clients/api-caller.ts';
import { simulatedDefinitions } from './clients/machines.ts';
import type { Scheduler } from './core/scheduler.ts';
import type { SeededRandom } from './core/seeded-random.ts';
import type { ZoneWorld } from './core/zone-world.ts';
import { FaultInjector } from './faults/fault-injector.ts';
import type { DrawnFault, FaultKind } from './faults/fault-rates.ts';
import { employOperator } from './faults/operator.ts';
import { zoneFaults } from './faults/zone-faults.ts';
import { SimulatedLeaseServer } from './lease/simulated-lease-server.ts';
import type { SimulationOptions } from './simulation-options.ts';
import { SimulatedWorkers } from './tasks/simulated-workers.ts';
import { drawProcessorLimits } from './zone/draw-limits.ts';
import { zoneCallers } from './zone/zone-callers.ts';
import { createZoneParts, type ZoneParts } from './zone/zone-parts.ts';
import { traceRecords } from './zone/trace-records.ts';

const ZONE = 'dallas';
const EXECUTIONS_MAX = 24;
/** Clients begin nothing new after so long, and faults end a little later. */
export const BUSY_MS = 15_000;

/** A whole zone of one seed: nodes with the real engine, and everything around them. */
export class SimulatedZone implements Disposable {
  readonly parts: ZoneParts;
  readonly clients: SimulatedClients;
  readonly #callers: readonly ApiCaller[];
  readonly #injector: FaultInjector;
  readonly #world: ZoneWorld;
  readonly #over = new AbortController();

  constructor(options: SimulationOptions) {
    this.parts = createZoneParts(options);
    const { random, scheduler } = this.parts;
    const { clients, worker } = zoneCallers(this.parts);
    this.#callers = [...clients, worker];
    this.clients = new SimulatedClients({
      scheduler,
      random: random.fork('clients'),
      zone: ZONE,
      callers: clients,
      executions: random.int(4, EXECUTIONS_MAX),
      withinMs: BUSY_MS * 0.7,
    });
    this.#world = this.#createWorld(options, worker);
    this.#injector = this.#createInjector();
    traceRecords(this.parts);
  }

  get scheduler(): Scheduler {
    return this.parts.scheduler;
  }

  get faults(): Readonly<Partial<Record<FaultKind, number>>> {
    return this.parts.faults;
  }

  begin(): void {
    const { fleet, rates, scheduler, server, snapshots } = this.parts;
    fleet.begin(this.#world);
    this.clients.begin();
    this.#injector.begin();
    if (rates['relaxed-loss'] > 0) employOperator(scheduler, server, snapshots);
  }

  /** Nothing breaks any more, and what was broken is put right. */
  heal(): void {
    const { network, server, fleet, trace } = this.parts;
    this.#injector.end();
    network.heal();
    server.process.wake();
    for (const stream of server.streams) stream.repair();
    fleet.heal();
    trace.note('all is healed');
  }

  /** True when no client waits or has plans, nothing is open, neither to its owner nor in the log, and every node has read every log. */
  get isAtRest(): boolean {
    const { fleet, server, truth } = this.parts;
    const nodes = fleet.running;
    if (this.clients.planned > 0) return false;
    if (this.#callers.some(({ outstanding }) => outstanding > 0)) return false;
    if (nodes.some(({ openExecutions }) => openExecutions > 0)) return false;
    if (server.streams.some(({ partition }) => !nodes.some((node) => node.owns(partition)))) return false;
    return truth.isAllEnded && nodes.every(({ isCaughtUp }) => isCaughtUp);
  }

  /** How many records all logs hold. */
  get records(): number {
    return this.parts.server.streams.reduce((sum, { lastSequence }) => sum + lastSequence, 0);
  }

  [Symbol.dispose](): void {
    this.parts.fleet[Symbol.dispose]();
    this.#over.abort();
  }

  #createWorld({ wrappers = {} }: SimulationOptions, worker: ApiCaller): ZoneWorld {
    const { random, scheduler, network, server, snapshots, truth, witness, trace, fleet } = this.parts;
    const parking = random.fork('parking');
    return {
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
        api: () => worker,
      }),
      definitions: simulatedDefinitions(),
      limits: drawProcessorLimits(random.fork('limits')),
      parkingFails: () => this.#happens('parking-failure', parking),
      wrappers,
      truth,
      witness,
      trace,
      over: this.#over.signal,
      nodes: () => fleet.running,
    };
  }

  #happens(kind: DrawnFault, random: SeededRandom): boolean {
    const happens = random.chance(this.parts.rates[kind]);
    if (happens) this.parts.onFault(kind);
    return happens;
  }

  #createInjector(): FaultInjector {
    const { rates, scheduler } = this.parts;
    const random = this.parts.random.fork('faults');
    return new FaultInjector({
      random,
      rates,
      actions: zoneFaults({ ...this.parts, random }),
      after: (delayMs, action) => void scheduler.after(delayMs, undefined, action),
      onFault: this.parts.onFault,
    });
  }
}
