import { describe, expect, it } from 'vitest';

import { FAULT_KINDS } from './faults/fault-rates.ts';
import { replayCommand } from './replay-command.ts';
import { simulate } from './simulate.ts';

/** `pnpm sim` lives through as many as one likes. */
const SEEDS = 200;

describe('a zone in which everything fails', () => {
  it(`keeps every promise in ${SEEDS} worlds, which know every kind of fault`, async () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const { violations, faults } = await simulate({ seed });
      expect(violations, `replay: ${replayCommand(seed, undefined)}`).toEqual([]);
      for (const kind of Object.keys(faults)) seen.add(kind);
    }
    expect(seen).toEqual(new Set(FAULT_KINDS));
  }, 1_800_000);

  it('is the same world, step by step, for the same seed, and another one for another', async () => {
    const first = await simulate({ seed: 7 });
    const again = await simulate({ seed: 7 });
    expect(again).toEqual(first);
    expect(first.steps).toBeGreaterThan(500);
    expect((await simulate({ seed: 8 })).traceHash).not.toBe(first.traceHash);
  });

  it('is as quiet as it can be without faults', async () => {
    const { violations, faults } = await simulate({ seed: 7, faults: [] });
    expect(violations).toEqual([]);
    expect(faults).toEqual({});
  });
});
