import { describe, expect, it } from 'vitest';

import { ZoneDirectory } from './zone-directory.ts';

const ignored = { onTrouble: () => {} };

describe('the directory of zones', () => {
  it('knows who answers, the fastest first', async () => {
    await using directory = new ZoneDirectory(['slow', 'cut', 'fast'], {
      ...ignored,
      async ask(zone) {
        if (zone === 'slow') await new Promise((resolve) => setTimeout(resolve, 30));
        return zone === 'cut' ? undefined : { zone, nodes: [] };
      },
    });
    expect(directory.reachable()).toEqual([]);
    await expect.poll(() => directory.reachable()).toEqual(['fast', 'slow']);
  });

  it('keeps the last report of a zone that is cut off, and says that it is', async () => {
    let up = true;
    await using directory = new ZoneDirectory(['dallas'], {
      ...ignored,
      ask: async (zone) =>
        up ? { zone, nodes: [{ id: 'n', url: 'http://127.0.0.1:1', partitions: 6 }] } : undefined,
    });
    await expect.poll(() => directory.zones[0]?.connected).toBe(true);
    up = false;
    await expect.poll(() => directory.zones[0]?.connected, { timeout: 5_000 }).toBe(false);
    expect(directory.zones[0]?.report?.nodes).toHaveLength(1);
    expect(directory.zones[0]?.answeredAt).toBeGreaterThan(0);
  });

  it('takes a zone that answers nonsense for one that is cut off, and goes on asking', async () => {
    const troubles: string[] = [];
    let sane = false;
    await using directory = new ZoneDirectory(['dallas'], {
      ask: async (zone) => {
        if (!sane) throw new SyntaxError('Unexpected token');
        return { zone, nodes: [] };
      },
      onTrouble: (message) => troubles.push(message),
    });
    await expect.poll(() => troubles).toEqual(['the zone dallas cannot be asked: Unexpected token']);
    expect(directory.reachable()).toEqual([]);
    sane = true;
    await expect.poll(() => directory.reachable(), { timeout: 5_000 }).toEqual(['dallas']);
  });

  it('does not wait for an answer when it ends', async () => {
    const directory = new ZoneDirectory(['dallas'], {
      ...ignored,
      ask: (_zone, signal) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true })),
    });
    await directory[Symbol.asyncDispose]();
    expect(directory.reachable()).toEqual([]);
  });
});
