import { statfs } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

import { readStoreUsage } from '@edgestep/jetstream';

import {
  judgeStorage,
  usedRatio,
  type StorageLevel,
  type StorageMarks,
  type Store,
} from './storage-level.ts';

export interface StorageWatchOptions extends StorageMarks {
  /** The monitoring endpoints of the zone's servers. */
  readonly monitorUrls: readonly string[];
  /** Folders whose disks count, too. */
  readonly paths: readonly string[];
  /** Hears when the level changes. */
  readonly onLevel: (level: StorageLevel) => void;
}

const INTERVAL_MS = 2_000;
/** Of a large disk some percent are plenty: the marks count when less than this is free. */
const PLENTY_BYTES = { starts: 10 * 1024 ** 3, work: 2 * 1024 ** 3 };

/** Looks again and again how full the stores of a zone are (demand 5: disks that run full lose streams). */
export class StorageWatch implements AsyncDisposable {
  readonly #options: StorageWatchOptions;
  readonly #stop = new AbortController();
  #running: Promise<void> | undefined;
  #stores: readonly Store[] = [];
  #level: StorageLevel = { kind: 'open' };

  private constructor(options: StorageWatchOptions) {
    this.#options = options;
  }

  /** Resolves when it has looked once. */
  static async start(options: StorageWatchOptions): Promise<StorageWatch> {
    const watch = new StorageWatch(options);
    await watch.#look();
    watch.#running = watch.#run();
    return watch;
  }

  get level(): StorageLevel {
    return this.#level;
  }

  /** Used share, from 0 to 1, by the name of the store. */
  get ratios(): ReadonlyMap<string, number> {
    return new Map(this.#stores.map((store) => [store.name, usedRatio(store)]));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await delay(INTERVAL_MS, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) await this.#look();
    }
  }

  async #look(): Promise<void> {
    const { monitorUrls, paths, onLevel } = this.#options;
    const found = await Promise.all([serverStores(monitorUrls), ...paths.map(diskOf)]);
    this.#stores = found.flat();
    const level = judgeStorage(this.#stores, this.#options, this.#level.kind);
    const isNews = level.kind !== this.#level.kind;
    this.#level = level;
    if (isNews) onLevel(level);
  }
}

async function serverStores(monitorUrls: readonly string[]): Promise<readonly Store[]> {
  const usages = await readStoreUsage(monitorUrls);
  return usages.map(({ serverName, usedBytes, maxBytes }) => ({
    name: `the JetStream store of ${serverName}`,
    usedBytes,
    totalBytes: maxBytes,
  }));
}

/** As `df` counts: what only root may use counts as used by nobody. A folder that is not there is left out. */
async function diskOf(path: string): Promise<readonly Store[]> {
  const found = await statfs(path).catch(() => undefined);
  if (found === undefined) return [];
  const { bsize, blocks, bfree, bavail } = found;
  const usedBytes = (blocks - bfree) * bsize;
  const store = { name: `the disk of ${path}`, usedBytes, totalBytes: usedBytes + bavail * bsize };
  return [{ ...store, plentyBytes: PLENTY_BYTES }];
}
