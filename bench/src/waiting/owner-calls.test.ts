import { describe, expect, it } from 'vitest';

import { eachOf } from './owner-calls.ts';

describe('doing many things', () => {
  it('does each once, no more at once than it may', async () => {
    const done: number[] = [];
    let underWay = 0;
    let most = 0;
    const perSecond = await eachOf(50, 7, async (index) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      done.push(index);
    });
    expect(done.toSorted((one, other) => one - other)).toEqual(
      Array.from({ length: 50 }, (_, index) => index),
    );
    expect(most).toBe(7);
    expect(perSecond).toBeGreaterThan(0);
  });

  it('ends with the first failure', async () => {
    const failing = eachOf(5, 2, async (index) => {
      if (index === 3) throw new Error('the third');
    });
    await expect(failing).rejects.toThrow('the third');
  });
});
