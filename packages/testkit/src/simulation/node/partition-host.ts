import { committedPosition, type OpenChild } from '@edgestep/edge-node';
import {
  AppendTurns,
  PartitionProcessor,
  type Clock,
  type DefinitionSource,
  type LogReader,
  type MapRunWorker,
  type RecordMark,
  type SnapshotStore,
  type TaskDispatcher,
} from '@edgestep/engine';
import type { PartitionId } from '@edgestep/shared';

import type { SeededRandom } from '../core/seeded-random.ts';
import type { ZoneWorld } from '../core/zone-world.ts';
import { askServer, type LogAccess } from '../log/log-access.ts';
import { logTail } from '../log/log-tail.ts';
import { admitLog } from '../log/admit-log.ts';
import { raiseSimulatedFence } from '../log/raise-simulated-fence.ts';
import { SimulatedPartitionLog } from '../log/simulated-partition-log.ts';
import type { OwnerAt } from '../truth/observation.ts';
import type { SimulatedProjections } from './simulated-projections.ts';
import { SimulatedParkedStates } from './simulated-parked-states.ts';
import { watchedDispatcher, watchedLog, watchedMapRuns, watchingObserver } from './watched-ports.ts';

export interface HostOptions {
  readonly world: ZoneWorld;
  readonly access: LogAccess;
  readonly random: SeededRandom;
  readonly clock: Clock;
  readonly reader: LogReader;
  readonly snapshots: SnapshotStore;
  readonly definitions: DefinitionSource;
  readonly dispatcher: TaskDispatcher;
  readonly mapRuns: MapRunWorker;
  readonly projections: SimulatedProjections;
  readonly mayOwn: () => boolean;
  readonly onStoppedByItself: (partition: PartitionId) => void;
}

/** Sooner than in the real world: the simulated one has no time to lose. */
const UNDER_WAY_MS = 100;
const LAST_RECORD_TIMEOUT_MS = 1_500;
const APPEND_PATIENCE_MS = 50;

/** The partitions that a node owns, each with a real processor over simulated ports. */
export class SimulatedPartitionHost {
  readonly #options: HostOptions;
  readonly #owned = new Map<PartitionId, PartitionProcessor>();
  readonly #appendTurns: AppendTurns;

  constructor(options: HostOptions) {
    const { clock, random } = options;
    this.#options = options;
    this.#appendTurns = new AppendTurns({
      clock,
      turnsMax: random.int(1, 3),
      patienceMs: APPEND_PATIENCE_MS,
    });
  }

  owned(partition: PartitionId): PartitionProcessor | undefined {
    return this.#owned.get(partition);
  }

  get openExecutions(): number {
    return this.#owned.values().reduce((sum, { openExecutions }) => sum + openExecutions, 0);
  }

  /** How far a partition that is owned here has committed; undefined when nobody can tell. */
  async position(partition: PartitionId): Promise<RecordMark | undefined> {
    const owner = this.#owned.get(partition);
    if (owner === undefined) return undefined;
    const { access } = this.#options;
    const lastRecord = async () => {
      const answering = new AbortController();
      using _timer = access.clock.setTimer(LAST_RECORD_TIMEOUT_MS, () => answering.abort());
      return askServer(access, answering.signal, () => logTail(access.server.stream(partition)));
    };
    return committedPosition(owner, lastRecord, UNDER_WAY_MS, (ms) => access.clock.sleep(ms));
  }

  /** The children of distributed Maps that are open in the partitions of this node. */
  *openChildren(): Generator<OpenChild> {
    for (const processor of this.#owned.values()) yield* processor.openChildren();
  }

  /** As `PartitionHost` of the edge node: fences the former owner, recovers, and serves. */
  async take(partition: PartitionId, epoch: number, signal: AbortSignal): Promise<AsyncDisposable> {
    const { world, access, random, onStoppedByItself } = this.#options;
    const owner: OwnerAt = { node: access.process.name, partition, epoch };
    const processor = await this.#open(owner, random.uuid(), signal);
    this.#owned.set(partition, processor);
    world.trace.note(`${owner.node} owns P${partition} under epoch ${epoch}`);
    void processor.stopped.then((reason) => {
      this.#options.projections.release(partition);
      world.trace.note(`${owner.node} stopped P${partition} of epoch ${epoch}: ${reason.kind}`);
      world.witness.see({ kind: 'stopped', owner, reason });
      if (reason.kind !== 'disposed' && reason.kind !== 'aborted') onStoppedByItself(partition);
    });
    return {
      [Symbol.asyncDispose]: async () => {
        if (this.#owned.get(partition) === processor) this.#owned.delete(partition);
        await processor[Symbol.asyncDispose]();
      },
    };
  }

  async #open(owner: OwnerAt, nonce: string, signal: AbortSignal): Promise<PartitionProcessor> {
    const { world, access, random, clock, definitions, projections } = this.#options;
    const { witness, wrappers } = world;
    const stream = access.server.stream(owner.partition);
    try {
      const marks = [world.snapshots.latest(owner.partition)?.through, projections.newest(owner.partition)];
      await admitLog(access, stream, marks, signal);
      const fence = await raiseSimulatedFence(access, stream, owner.epoch, nonce, signal);
      const appending = new SimulatedPartitionLog(access, stream, owner.epoch, fence, signal);
      const log = watchedLog(appending, owner, witness);
      const dispatcher = watchedDispatcher(this.#options.dispatcher, owner, witness);
      const mapRuns = watchedMapRuns(this.#options.mapRuns, owner, witness);
      return await PartitionProcessor.open({
        log: wrappers.log?.(log) ?? log,
        reader: this.#options.reader,
        snapshots: this.#options.snapshots,
        parkedStates: new SimulatedParkedStates(world.parkingFails),
        definitions,
        dispatcher: wrappers.dispatcher?.(dispatcher) ?? dispatcher,
        mapRuns: wrappers.mapRuns?.(mapRuns) ?? mapRuns,
        closedExecutions: projections.closedExecutions,
        clock,
        evaluation: { random: () => random.next(), uuid: () => random.uuid() },
        taskToken: (address) => JSON.stringify(address),
        observer: watchingObserver(
          owner,
          witness,
          (record) => projections.tell(owner.partition, record),
          () => this.#deliver(),
        ),
        limits: world.limits,
        appendTurns: this.#appendTurns,
        mayOwn: this.#options.mayOwn,
        signal,
      });
    } catch (fault) {
      world.trace.note(`${owner.node} could not open P${owner.partition}: ${String(fault)}`);
      if (!signal.aborted) witness.see({ kind: 'fault', node: owner.node, fault });
      throw fault;
    }
  }

  /** Half of the ends are heard at once. */
  #deliver(): Promise<void> | undefined {
    const { random, access } = this.#options;
    return random.chance(0.5) ? undefined : access.clock.sleep(random.int(1, 50));
  }
}
