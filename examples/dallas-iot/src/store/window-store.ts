import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Aggregate } from '../statistics/aggregate.ts';
import type { Drift } from '../statistics/find-drifts.ts';
import type { Step } from '../statistics/find-steps.ts';

/** What was found in a window. */
interface Analysis {
  readonly steps: readonly Step[];
  readonly drifts: readonly Drift[];
  readonly aggregate: Aggregate;
}

/** What is kept of a window. */
export interface WindowRecord {
  readonly room: string;
  readonly boot: string;
  readonly from: number;
  readonly to: number;
  readonly quarantined: readonly { readonly error: string }[];
  /** Null when there were too few readings to say anything. */
  readonly analysis: Analysis | null;
}

/**
 * One file a window, named for it: storing a window again replaces it by the same, so that a task that is done twice
 * counts once.
 */
export class WindowStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The store of this machine: `EDGESTEP_IOT_STORE`, or a folder among the temporary ones. */
  static local(): WindowStore {
    return new WindowStore(process.env.EDGESTEP_IOT_STORE ?? join(tmpdir(), 'edgestep-dallas-iot'));
  }

  async put(record: WindowRecord): Promise<void> {
    const folder = this.#folderOf(record.room, record.boot);
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${record.from}.json`);
    const unfinished = `${path}.${process.pid}.${crypto.randomUUID()}`;
    await writeFile(unfinished, JSON.stringify(record));
    await rename(unfinished, path);
  }

  /** Every window of a device's run, in the order of time. */
  async list(room: string, boot: string): Promise<WindowRecord[]> {
    const folder = this.#folderOf(room, boot);
    const names = await namesIn(folder);
    const records = await Promise.all(
      names
        .filter((name) => name.endsWith('.json'))
        .map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as WindowRecord),
    );
    return records.toSorted((a, b) => a.from - b.from);
  }

  #folderOf(room: string, boot: string): string {
    for (const part of [room, boot]) {
      if (!/^[\w-]{1,64}$/.test(part)) throw new RangeError(`"${part}" is no name of a room or a boot`);
    }
    return join(this.#folder, `${room}-${boot}`);
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
