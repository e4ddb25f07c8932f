import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { partitionStream } from '@edgestep/shared';

import { isAlive } from '../../../src/cluster/is-alive.ts';
import { untilReplaced, zoneOf, type Fault } from './fault.ts';

/** Flips a bit in a stored block of a partition's log, on one of the zone's servers, and starts that server again. */
export const flipByte: Fault = async (targets, random) => {
  const { servers } = zoneOf(targets);
  const { name, pid } = random.pick(servers);
  if (!isAlive(pid)) return { what: `${name} is down already`, healed: Promise.resolve() };
  const zoneDir = join(targets.dataDir, 'zones', targets.zone);
  const dir =
    servers.length === 1
      ? zoneDir
      : join(zoneDir, `server-${servers.findIndex((each) => each.name === name) + 1}`);
  // Frozen first: it writes nothing more, and is not started again before the block was changed.
  process.kill(pid, 'SIGSTOP');
  const blocks = await blocksOf(join(dir, 'jetstream', 'jetstream', '$G', 'streams'));
  const block = random.pick(blocks);
  const offset = await flipIn(block.path, random.next());
  process.kill(pid, 'SIGKILL');
  const pidOf =
    targets.cluster.ready.zones[targets.zone]?.servers.findIndex((each) => each.name === name) ?? 0;
  return {
    what: `bit flipped in ${block.stream} on ${name}, at byte ${offset} of ${block.file}`,
    healed: untilReplaced(targets, ({ zones }) => zones[targets.zone]?.servers[pidOf]?.pid, pid),
  };
};

interface Block {
  readonly stream: string;
  readonly file: string;
  readonly path: string;
}

/** The message blocks of the partitions' logs that hold anything. */
async function blocksOf(streamsDir: string): Promise<readonly Block[]> {
  const logs = new RegExp(`^${partitionStream(0).replace(/\d+$/, '\\d+')}$`);
  const found: Block[] = [];
  for (const stream of (await readdir(streamsDir)).filter((each) => logs.test(each)).sort()) {
    const dir = join(streamsDir, stream, 'msgs');
    for (const file of (await readdir(dir)).filter((each) => each.endsWith('.blk')).sort()) {
      const path = join(dir, file);
      if ((await stat(path)).size > 0) found.push({ stream, file, path });
    }
  }
  return found;
}

/** `where`: from 0 to 1, between the file's beginning and end. Answers the place of the byte. */
async function flipIn(path: string, where: number): Promise<number> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const offset = Math.floor(where * size);
    const byte = Buffer.alloc(1);
    await file.read(byte, 0, 1, offset);
    byte[0] = (byte[0] ?? 0) ^ 0x01;
    await file.write(byte, 0, 1, offset);
    await file.sync();
    return offset;
  } finally {
    await file.close();
  }
}
