import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { isAlive, startCluster } from '@edgestep/testkit';
import { describe, expect, it } from 'vitest';

describe('a cluster whose supervisor was killed', { timeout: 90_000 }, () => {
  it('starts again on the same data: the servers that were left behind are ended first', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'edgestep-leftovers-'));
    try {
      const before = await startCluster({ zones: ['dallas'], nodesPerZone: 1, dataDir });
      const serverLeftBehind = before.ready.zones.dallas?.natsPid ?? 0;
      process.kill(before.pid, 'SIGKILL');
      expect(isAlive(serverLeftBehind)).toBe(true);
      await using after = await startCluster({ zones: ['dallas'], nodesPerZone: 1, dataDir });
      expect(after.ready.zones.dallas?.natsPid).not.toBe(serverLeftBehind);
      expect(isAlive(serverLeftBehind)).toBe(false);
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});
