import { join } from 'node:path';

import {
  createClosingWatch,
  createExecutionReader,
  IndexWriter,
  openSqliteProjections,
  ProjectionFollower,
  systemClock,
  writtenFirst,
  type ExecutionIndex,
  type ExecutionReader,
  type LogReader,
  type LogSource,
  type ProjectionStore,
} from '@edgestep/engine';
import type { Logger } from '@edgestep/runtime';

import { DamagedCopies } from './damaged-copies.ts';

/** So many open executions of a zone are counted; more are shown as this number. */
const OPEN_MAX = 10_000;
/** Reads don't wait for it. */
const COLLECT_MS = 250;

export interface HubProjectionsOptions {
  readonly zones: readonly string[];
  readonly dataDir: string;
  /** Reads the mirrors of a zone. */
  readonly mirrorOf: (zone: string) => LogReader;
  readonly log: Logger;
}

/**
 * The hub's index of the executions of all zones, fed by the mirrors of their logs. It is as old as the links are
 * slow, and older while a zone is cut off: whoever shows it says how old.
 */
export class HubProjections implements AsyncDisposable {
  readonly reader: ExecutionReader;
  readonly #store: ProjectionStore;
  readonly #index: ExecutionIndex;
  readonly #writer: IndexWriter;
  readonly #closings = createClosingWatch();
  readonly #damaged: DamagedCopies;
  readonly #readers: ReadonlyMap<string, LogReader>;
  readonly #followers = new Map<string, readonly ProjectionFollower[]>();

  constructor(options: HubProjectionsOptions) {
    this.#damaged = new DamagedCopies(options.log);
    this.#store = openSqliteProjections(join(options.dataDir, 'projections.sqlite'));
    this.#writer = new IndexWriter({ store: this.#store, clock: systemClock, collectMs: COLLECT_MS });
    this.#index = writtenFirst(this.#store, this.#writer);
    this.#readers = new Map(options.zones.map((zone) => [zone, options.mirrorOf(zone)]));
    this.reader = createExecutionReader({
      store: this.#index,
      logOf: (zone) => this.#readers.get(zone),
      barrier: async () => {},
      barrierOfAll: async () => {},
      closings: this.#closings,
    });
  }

  /** Begins to follow so many partitions of a zone; those that are followed already go on. */
  follow(zone: string, partitions: number): void {
    const reader = this.#readers.get(zone);
    if (reader === undefined) return;
    const known = this.#followers.get(zone) ?? [];
    const more = Array.from({ length: Math.max(0, partitions - known.length) }, (_, index) =>
      this.#follower(reader, { zone, partition: known.length + index }),
    );
    this.#followers.set(zone, [...known, ...more]);
  }

  #follower(reader: LogReader, source: LogSource): ProjectionFollower {
    const follower = new ProjectionFollower({
      source,
      reader,
      store: this.#store,
      writer: this.#writer,
      closings: this.#closings,
      onFault: (error) => this.#damaged.tell(error, source, follower.damage !== undefined),
    });
    return follower;
  }

  /** Open executions of a zone, as far as the hub has heard. */
  openExecutions(zone: string): number {
    return this.#index.countOpen(zone, OPEN_MAX);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#writer.writeNow();
    const followers = [...this.#followers.values()].flat();
    await Promise.all(followers.map((follower) => follower[Symbol.asyncDispose]()));
    this.#writer[Symbol.dispose]();
    this.#store[Symbol.dispose]();
  }
}
