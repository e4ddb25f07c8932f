import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { NatsTestServer } from './nats-test-server.ts';

/** The files in which a server that is stopped keeps the messages of a stream, the oldest first. */
export async function storedBlocks(server: NatsTestServer, stream: string): Promise<readonly string[]> {
  const entries = await readdir(server.place.dir, { recursive: true, withFileTypes: true });
  const blocks = entries
    .filter((entry) => entry.name.endsWith('.blk') && entry.parentPath.endsWith(join(stream, 'msgs')))
    .map((entry) => join(entry.parentPath, entry.name));
  if (blocks.length === 0) throw new Error(`${stream} has no blocks on the disk`);
  return blocks.toSorted((one, other) => blockNumber(one) - blockNumber(other));
}

function blockNumber(path: string): number {
  return Number(/(\d+)\.blk$/.exec(path)?.[1]);
}

/** Flips one bit of a file; `place`: how far into it, from 0 to 1. */
export async function flipBit(file: string, place: number): Promise<void> {
  const bytes = await readFile(file);
  const at = Math.min(bytes.length - 1, Math.floor(bytes.length * place));
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(file, bytes);
}

/** Cuts a file; `place`: where, from 0 to 1. */
export async function cutFile(file: string, place: number): Promise<void> {
  const { length } = await readFile(file);
  await truncate(file, Math.floor(length * place));
}
