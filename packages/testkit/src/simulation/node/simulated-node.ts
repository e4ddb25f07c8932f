import type { ExecutionDetails, HistoryEvent, ProjectionStore, RecordMark } from '@edgestep/engine';
import { partitionOf, type CommandAnswer, type ExecutionCommand, type PartitionId } from '@edgestep/shared';

import { SimulatedClock, type WallClock } from '../core/simulated-clock.ts';
import { SimulatedProcess } from '../core/simulated-process.ts';
import type { ZoneWorld } from '../core/zone-world.ts';
import { LeaseAgent } from '../lease/lease-agent.ts';
import { SimulatedLogReader } from '../log/simulated-log-reader.ts';
import { SimulatedSnapshotStore } from '../log/simulated-snapshot-store.ts';
import { SimulatedDispatcher } from '../tasks/simulated-dispatcher.ts';
import { createSimulatedMapRuns } from '../tasks/simulated-map-runs.ts';
import { routeCommand } from './command-route.ts';
import { lateDefinitions } from './late-definitions.ts';
import { SimulatedPartitionHost } from './partition-host.ts';
import { SimulatedProjections } from './simulated-projections.ts';
import { watchedReader, watchedSnapshots } from './watched-ports.ts';

/** A machine of the zone: what outlives the processes on it. */
export interface Machine {
  readonly nodeId: string;
  readonly wall: WallClock;
  /** The index of executions on its disk. */
  index: ProjectionStore;
  /** How often a process was started on it. */
  starts: number;
}

/** What a client gets for a DescribeExecution. */
export interface Described {
  readonly details: ExecutionDetails | undefined;
  readonly isBehindBarrier: boolean;
}

const POSITION_TIMEOUT_MS = 1_000;

/** One run of a node's process: the real engine, composed as the edge node composes it, over simulated ports. */
export class SimulatedNode {
  readonly process: SimulatedProcess;
  readonly machine: Machine;
  readonly #world: ZoneWorld;
  readonly #clock: SimulatedClock;
  readonly #host: SimulatedPartitionHost;
  readonly #leases: LeaseAgent;
  readonly #projections: SimulatedProjections;

  constructor(world: ZoneWorld, machine: Machine) {
    machine.starts += 1;
    const { scheduler, network, server, wrappers, witness, zone } = world;
    this.process = new SimulatedProcess(`${machine.nodeId}#${machine.starts}`);
    const { process } = this;
    this.machine = machine;
    this.#world = world;
    this.#clock = new SimulatedClock(scheduler, process, machine.wall);
    const access = { process, clock: this.#clock, network, server };
    const random = world.random.fork(process.name);
    const simulatedReader = new SimulatedLogReader(access);
    const reader = watchedReader(wrappers.reader?.(simulatedReader) ?? simulatedReader, witness);
    const snapshots = watchedSnapshots(new SimulatedSnapshotStore(access, world.snapshots), witness);
    const dispatcher = new SimulatedDispatcher({ world, process, clock: this.#clock, random });
    this.#projections = new SimulatedProjections({
      zone,
      partitions: server.streams.length,
      store: machine.index,
      logReader: reader,
      clock: this.#clock,
      position: (partition) => this.#position(partition),
      onFault: (fault) => witness.see({ kind: 'fault', node: process.name, fault }),
    });
    this.#host = new SimulatedPartitionHost({
      world,
      access,
      random,
      reader,
      clock: this.#clock,
      snapshots: wrappers.snapshots?.(snapshots) ?? snapshots,
      definitions: lateDefinitions(world.definitions, this.#clock, random),
      dispatcher,
      mapRuns: createSimulatedMapRuns({
        clock: this.#clock,
        random: random.fork('map-runs'),
        submit: (command) => this.submit(command),
        reader: () => this.#projections.read().reader,
        openChildren: () => this.#host.openChildren(),
        onFault: (fault) => witness.see({ kind: 'fault', node: process.name, fault }),
        signal: world.over,
      }),
      projections: this.#projections,
      mayOwn: () => this.#leases.mayOwn,
      onStoppedByItself: (partition) => this.#leases.stepDown(partition),
    });
    this.#leases = new LeaseAgent({
      nodeId: machine.nodeId,
      process,
      clock: this.#clock,
      monotonic: () => scheduler.now,
      network,
      server: world.leases,
      serverProcess: server.process,
      partitions: server.streams.length,
      take: (partition, epoch, signal) => this.#host.take(partition, epoch, signal),
    });
    this.#leases.start();
  }

  /** Whether it owns the partition, or believes so. */
  owns(partition: PartitionId): boolean {
    return this.#host.owned(partition) !== undefined;
  }

  get openExecutions(): number {
    return this.#host.openExecutions;
  }

  /** Takes a command to the partition's owner, wherever that is: what its front door does. */
  submit(command: ExecutionCommand): Promise<CommandAnswer> {
    const { process } = this;
    return routeCommand({ world: this.#world, process, clock: this.#clock, node: this }, command);
  }

  /** The owner's own door. Undefined when the partition is not owned here. */
  submitHere(command: ExecutionCommand): Promise<CommandAnswer> | undefined {
    const { wrappers, truth, server } = this.#world;
    const owner = this.#host.owned(partitionOf(command.executionArn, server.streams.length));
    return owner?.submit(wrappers.command?.(command, truth) ?? command);
  }

  async describe(executionArn: string): Promise<Described> {
    const read = this.#projections.read();
    const details = await read.reader.find(executionArn);
    return { details, isBehindBarrier: read.isBehindBarrier() };
  }

  history(executionArn: string): Promise<readonly HistoryEvent[] | undefined> {
    return this.#projections.read().reader.history(executionArn, true);
  }

  /** How far the owner here has committed; undefined when the partition is not owned here beyond doubt. */
  async committed(partition: PartitionId): Promise<RecordMark | undefined> {
    const mark = await this.#host.position(partition);
    return mark === undefined ? undefined : (this.#world.wrappers.position?.(mark) ?? mark);
  }

  /** Whether the index shows everything that the log holds. */
  get isCaughtUp(): boolean {
    const { server } = this.#world;
    return server.streams.every(
      ({ partition, lastSequence }) => this.#projections.cursor(partition) >= lastSequence,
    );
  }

  /** Ends in good order. */
  async shutDown(): Promise<void> {
    await this.#leases.leave();
    await this.#projections[Symbol.asyncDispose]();
  }

  async #position(partition: PartitionId): Promise<RecordMark | undefined> {
    const here = await this.committed(partition);
    if (here !== undefined) return here;
    const { network, random } = this.#world;
    const owners = this.#world.nodes().filter((node) => node !== this && node.owns(partition));
    if (owners.length === 0) return undefined;
    const owner = random.pick(owners);
    const answered = await network.ask(this.process, owner.process, POSITION_TIMEOUT_MS, async () => ({
      mark: await owner.committed(partition),
    }));
    return answered?.mark;
  }
}
