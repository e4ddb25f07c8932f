import { describe, expect, it } from 'vitest';

import { ZoneDirectory } from './zone-directory.ts';

describe('the directory of zones', () => {
  it('knows who answers, the fastest first', async () => {
    await using directory = new ZoneDirectory(['slow', 'cut', 'fast'], async (zone) => {
      if (zone === 'slow') await new Promise((resolve) => setTimeout(resolve, 30));
      return zone === 'cut' ? undefined : { zone, nodes: [] };
    });
    expect(directory.reachable()).toEqual([]);
    await expect.poll(() => directory.reachable()).toEqual(['fast', 'slow']);
  });

  it('keeps the last report of a zone that is cut off, and says that it is', async () => {
    let up = true;
    await using directory = new ZoneDirectory(['dallas'], async (zone) =>
      up ? { zone, nodes: [{ id: 'n', url: 'http://127.0.0.1:1', partitions: 16 }] } : undefined,
    );
    await expect.poll(() => directory.zones[0]?.connected).toBe(true);
    up = false;
    await expect.poll(() => directory.zones[0]?.connected, { timeout: 5_000 }).toBe(false);
    expect(directory.zones[0]?.report?.nodes).toHaveLength(1);
    expect(directory.zones[0]?.answeredAt).toBeGreaterThan(0);
  });
});
