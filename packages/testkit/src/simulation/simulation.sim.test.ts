import { describe, expect, it } from 'vitest';

import { FAULT_KINDS } from './faults/fault-rates.ts';
import { replayCommand } from './replay-command.ts';
import { simulate } from './simulate.ts';

/** `pnpm sim` lives through as many as one likes. */
const SEEDS = 100;

describe('a zone in which everything fails', () => {
  it(`keeps every promise in ${SEEDS} worlds`, async () => {
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const { violations } = await simulate({ seed });
      expect(violations, `replay: ${replayCommand(seed, undefined)}`).toEqual([]);
    }
  });

  it('lives through every kind of fault in them', async () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= SEEDS && seen.size < FAULT_KINDS.length - MESSAGE_FAULTS; seed += 1) {
      for (const kind of Object.keys((await simulate({ seed })).faults)) seen.add(kind);
    }
    expect([...seen].toSorted()).toEqual(
      FAULT_KINDS.filter((kind) => !kind.startsWith('message-')).toSorted(),
    );
  });

  it('is the same world, step by step, for the same seed, and another one for another', async () => {
    const first = await simulate({ seed: 7 });
    const again = await simulate({ seed: 7 });
    expect(again).toEqual(first);
    expect(first.steps).toBeGreaterThan(500);
    expect((await simulate({ seed: 8 })).traceHash).not.toBe(first.traceHash);
  });
});

/** What happens to messages is drawn for each of them, and not counted. */
const MESSAGE_FAULTS = 3;
