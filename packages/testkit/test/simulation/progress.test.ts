import { describe, expect, it } from 'vitest';

import { Progress } from './progress.ts';
import { Tally } from './tally.ts';

function shown(isTTY: boolean, seeds: number, msPerSeed: number): string {
  const written: string[] = [];
  const tally = new Tally();
  let now = 0;
  const progress = new Progress({ isTTY, write: (text) => written.push(text) }, seeds, () => now);
  for (let seed = 1; seed <= seeds; seed += 1) {
    now += msPerSeed;
    tally.add(reportOf(seed));
    progress.show(tally);
  }
  progress.end();
  return written.join('');
}

function reportOf(seed: number) {
  const violations = seed === 7 ? [{ checker: 'E2 one writer', message: 'two' }] : [];
  const counts = { steps: 9, virtualMs: 20_000, executions: 4, records: 11, events: 30 };
  return { seed, violations, traceHash: '', traceLines: [], faults: { crash: 1 }, ...counts };
}

describe('the progress of a long run', () => {
  it('is a line for every hundred seeds where it is kept', () => {
    expect(shown(false, 250, 20)).toMatch(
      /^100 of 250 seeds, 1 broken, 400 executions, 1100 records, 2 s, \d+ MiB\n200 of 250 seeds, 1 broken, 800 executions, 2200 records, 4 s, \d+ MiB\n$/,
    );
  });

  it('is one line on a terminal, anew every second', () => {
    expect(shown(true, 5, 600)).toMatch(/^\r2 of 5 seeds[^\n]*\r4 of 5 seeds[^\n]*\n$/);
  });
});
