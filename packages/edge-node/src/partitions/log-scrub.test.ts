import type { LogRecord } from '@edgestep/engine';
import { EdgestepError } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { LogScrub } from './log-scrub.ts';

const record: LogRecord = { sequence: 1, epoch: 1, entries: [] };

/** Logs of which some are damaged, scrubbed again and again. */
function scrubbing(damaged: Set<number>) {
  const read: number[] = [];
  const found: string[] = [];
  const faults: unknown[] = [];
  const scrub = new LogScrub({
    partitions: 3,
    owns: (partition) => partition !== 2,
    reader: {
      async *read(partition) {
        read.push(partition);
        yield record;
        if (damaged.has(partition)) throw new EdgestepError('log-damaged', `damaged ${partition}`);
      },
    },
    firstMs: 0,
    intervalMs: 1,
    onDamage: (_, message) => found.push(message),
    onFault: (fault) => faults.push(fault),
  });
  return { scrub, read, found, faults };
}

describe('the scrub of the logs', () => {
  it('reads what the node owns, names what is damaged, and forgets what was repaired', async () => {
    const damaged = new Set([1]);
    const { scrub, read, found, faults } = scrubbing(damaged);
    await using _ = scrub;
    await expect.poll(() => found.length).toBeGreaterThan(1);
    expect(scrub.damage).toEqual([{ partition: 1, reason: 'damaged 1' }]);
    damaged.clear();
    await expect.poll(() => scrub.damage).toEqual([]);
    expect(new Set(read)).toEqual(new Set([0, 1]));
    expect(faults).toEqual([]);
  });
});
