import { join } from 'node:path';

import {
  createClosingWatch,
  createExecutionReader,
  IndexWriter,
  openSqliteProjections,
  ProjectionFollower,
  systemClock,
  type ExecutionReader,
  type LogReader,
  type ProjectionStore,
} from '@edgestep/engine';
import type { Logger } from '@edgestep/runtime';

/** So many open executions of a zone are counted; more are shown as this number. */
const OPEN_MAX = 10_000;
/** The centre shows a zone as it was moments ago; records that come in such a moment cost one transaction. */
const COLLECT_MS = 25;

/**
 * The hub's index of the executions of all zones, fed by the mirrors of their logs. It is as old as the links are
 * slow, and older while a zone is cut off: whoever shows it says how old.
 */
export class HubProjections implements AsyncDisposable {
  readonly reader: ExecutionReader;
  readonly #store: ProjectionStore;
  readonly #writer: IndexWriter;
  readonly #followers: readonly ProjectionFollower[];

  constructor(options: {
    readonly zones: readonly string[];
    readonly partitions: number;
    readonly dataDir: string;
    /** Reads the mirrors of a zone. */
    readonly mirrorOf: (zone: string) => LogReader;
    readonly log: Logger;
  }) {
    this.#store = openSqliteProjections(join(options.dataDir, 'projections.sqlite'));
    this.#writer = new IndexWriter({ store: this.#store, clock: systemClock, collectMs: COLLECT_MS });
    const closings = createClosingWatch();
    const readers = new Map(options.zones.map((zone) => [zone, options.mirrorOf(zone)]));
    this.#followers = [...readers].flatMap(([zone, reader]) =>
      Array.from(
        { length: options.partitions },
        (_, partition) =>
          new ProjectionFollower({
            source: { zone, partition },
            reader,
            store: this.#store,
            writer: this.#writer,
            onClosed: (executionArn) => closings.closed(executionArn),
            onFault: (error, source) =>
              options.log.error({ err: error, ...source }, 'the projection of a zone was interrupted'),
          }),
      ),
    );
    this.reader = createExecutionReader({
      store: this.#store,
      logOf: (zone) => readers.get(zone),
      partitions: options.partitions,
      barrier: async () => {},
      barrierOfAll: async () => {},
      closings,
    });
  }

  /** Open executions of a zone, as far as the hub has heard. */
  openExecutions(zone: string): number {
    return this.#store.countOpen(zone, OPEN_MAX);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#followers.map((follower) => follower[Symbol.asyncDispose]()));
    this.#writer[Symbol.dispose]();
    this.#store[Symbol.dispose]();
  }
}
