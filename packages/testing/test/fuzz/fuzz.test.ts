import { describe, expect, it } from 'vitest';

import { runTarget } from './run-target.ts';
import { FUZZ_TARGETS } from './targets/fuzz-targets.ts';

const RUNS: Readonly<Record<string, number>> = { jsonpath: 5_000, intrinsics: 5_000, definitions: 500 };

describe('random inputs', () => {
  it.each(Object.values(FUZZ_TARGETS))('$name: $property', { timeout: 60_000 }, async (target) => {
    const report = await runTarget(target, { runs: RUNS[target.name] ?? 1_000, seed: 20_261_121 });
    expect(report.failure).toBeUndefined();
    expect(report.runs).toBe(RUNS[target.name]);
  });

  it('that break a promise are made small, and can be played again', async () => {
    const jsonpath = FUZZ_TARGETS['jsonpath'];
    if (jsonpath === undefined) throw new Error('no such target');
    const broken = {
      ...jsonpath,
      check([text]: readonly [string, unknown]) {
        if (text.includes('$.a')) throw new TypeError('broken');
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
});
