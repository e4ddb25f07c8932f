import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { Piece } from './piece.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'edgestep-piece-'));
});

afterEach(() => rm(dir, { recursive: true, force: true }));

function pieceWith(ailment: () => Promise<string | undefined>): Piece {
  return new Piece(
    {
      name: 'sleeper',
      command: process.execPath,
      args: ['-e', 'setInterval(() => {}, 1_000)'],
      env: {},
      logFile: join(dir, 'sleeper.log'),
      probe: async () => true,
      readyTimeoutMs: 10_000,
      restart: true,
      ailment,
    },
    { died: () => {}, restarted: () => {} },
  );
}

describe('a piece of the cluster', () => {
  it('that cannot go on without a new start gets one', async () => {
    const sick = new Set<number>();
    const piece = pieceWith(async () => (sick.has(piece.pid) ? 'a stream refuses every write' : undefined));
    await piece.start();
    sick.add(piece.pid);
    await expect.poll(() => piece.pid > 0 && !sick.has(piece.pid)).toBe(true);
    await piece.stop();
  });
});
