import { describe, expect, it } from 'vitest';

import { runTarget } from './run-target.ts';
import { FUZZ_TARGETS } from './targets/fuzz-targets.ts';
import { watchedRun } from './watched-run.ts';

const RUNS: Readonly<Record<string, number>> = { definitions: 800, jsonata: 1_000 };
const runsOf = (name: string) => RUNS[name] ?? 5_000;

describe('random inputs', () => {
  it.each(Object.values(FUZZ_TARGETS))('$name: $property', { timeout: 60_000 }, async (target) => {
    const runs = runsOf(target.name);
    const report = await runTarget(target, { runs, seed: 20_261_121 });
    expect(report.failure).toBeUndefined();
    expect(report.runs).toBe(runs);
    const counts = Object.values(report.outcomes);
    expect(counts.length, 'inputs come to more than one end').toBeGreaterThan(1);
    expect(Math.max(...counts), 'no end is nearly the only one').toBeLessThan(0.95 * runs);
  });
});

describe('an input that breaks a promise', () => {
  const jsonpath = FUZZ_TARGETS['jsonpath'];
  if (jsonpath === undefined) throw new Error('no such target');

  it('is made small, and can be played again', async () => {
    const broken = {
      ...jsonpath,
      check([text]: readonly [string, unknown]) {
        if (text.includes('$.a')) throw new TypeError('broken');
        return 'fine';
      },
    } as typeof jsonpath;
    const { failure } = await runTarget(broken, { runs: 5_000, seed: 1 });
    expect(failure).toMatchObject({
      input: expect.stringMatching(/^\["\$\.a",/),
      message: expect.stringMatching(/TypeError: broken/),
    });
    const again = await runTarget(broken, { runs: 1, seed: 1, path: failure?.path ?? '' });
    expect(again.failure?.input).toBe(failure?.input);
  });

  it('is one that computes for longer than its bound', async () => {
    const slow = {
      ...jsonpath,
      cpuMsMax: 1,
      check() {
        const before = process.threadCpuUsage();
        while (process.threadCpuUsage(before).user < 20_000);
        return 'computed';
      },
    } as typeof jsonpath;
    const { failure } = await runTarget(slow, { runs: 1, seed: 1 });
    expect(failure?.message).toMatch(/^Error: This took \d+ ms of computing; the bound is 1 ms/);
  });

  it('is one that never ends: it is ended from outside, and its path told', async () => {
    const targets = new URL('./endless-target.ts', import.meta.url).href;
    const endless = { target: 'endless', targets, seed: 1 };
    const { failure } = await watchedRun({ ...endless, runs: 1_000, hangAfterMs: 1_500 });
    expect(failure).toMatchObject({ message: 'It has not ended after 1.5 s, and was ended.' });
    const again = await watchedRun({ ...endless, runs: 1, path: failure?.path ?? '', hangAfterMs: 1_500 });
    expect(again.failure?.path).toBe(failure?.path);
  });
});
