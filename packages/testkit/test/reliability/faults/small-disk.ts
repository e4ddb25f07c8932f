import { execFile } from 'node:child_process';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

import type { Fault } from './fault.ts';

const run = promisify(execFile);

/** A volume of its own, of a few megabytes, under the store of a zone's first server. Disposal unmounts it. */
export interface SmallDisk extends AsyncDisposable {
  readonly folder: string;
}

const FULL_MS = [2_000, 10_000] as const;
const CHUNK_BYTES = 1024 * 1024;

/** Mounts a tmpfs; needs the right to mount. What was in it is gone when it is unmounted. */
export async function mountSmallDisk(folder: string, megabytes: number): Promise<SmallDisk> {
  await mkdir(folder, { recursive: true });
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'edgestep-small-disk', folder]);
  return {
    folder,
    [Symbol.asyncDispose]: async () => {
      await run('umount', ['-l', folder]);
    },
  };
}

/** Fills the volume to the last byte, and makes room again. */
export const fillDisk: Fault = async ({ smallDisk }, random) => {
  if (smallDisk === undefined) throw new Error('there is no small disk to fill');
  const fullMs = Math.round(random.between(...FULL_MS));
  const filler = join(smallDisk.folder, 'filler');
  await fill(filler);
  const free = async () => {
    await delay(fullMs);
    await rm(filler, { force: true });
  };
  return { what: `disk of the zone's server full for ${fullMs} ms`, healed: free() };
};

async function fill(path: string): Promise<void> {
  const file = await open(path, 'a');
  try {
    for (let bytes = CHUNK_BYTES; bytes >= 1;) {
      try {
        await file.write(Buffer.alloc(bytes));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        bytes = Math.floor(bytes / 2);
      }
    }
  } finally {
    await file.close();
  }
}
