import { describe, expect, it } from 'vitest';

import { runClosedLoop } from './closed-loop.ts';
import { VirtualClock } from './virtual-clock.ts';

describe('runClosedLoop', () => {
  it('keeps as many operations under way as there are callers, until the time is over', async () => {
    const clock = new VirtualClock();
    let underWay = 0;
    let mostUnderWay = 0;
    const result = await runClosedLoop(
      async () => {
        underWay += 1;
        mostUnderWay = Math.max(mostUnderWay, underWay);
        await clock.until(clock.now() + 10);
        underWay -= 1;
      },
      { concurrency: 4, durationMs: 100, clock },
    );
    expect(mostUnderWay).toBe(4);
    expect(underWay).toBe(0);
    expect(result.operations).toBe(40);
    expect(result.elapsedMs).toBe(100);
    expect(result.latencies.summary().count).toBe(40);
    expect(result.latencies.percentileUs(50) / 10_000).toBeCloseTo(1, 2);
  });

  it('counts the time up to the last answer when operations outlast the load', async () => {
    const clock = new VirtualClock();
    const result = await runClosedLoop(() => clock.until(clock.now() + 70), {
      concurrency: 1,
      durationMs: 100,
      clock,
    });
    expect(result).toMatchObject({ operations: 2, elapsedMs: 140 });
  });

  it('runs synchronous operations without giving way', async () => {
    let time = 0;
    const clock = { now: () => time, until: () => Promise.reject(new Error('nobody waits')) };
    const result = await runClosedLoop(() => void (time += 0.5), { concurrency: 1, durationMs: 100, clock });
    expect(result).toMatchObject({ operations: 200, elapsedMs: 100 });
    expect(result.latencies.percentileUs(100) / 500).toBeCloseTo(1, 2);
  });

  it('meets a stall once a caller: what open-loop load is there to show', async () => {
    const clock = new VirtualClock();
    const { latencies } = await runClosedLoop(() => clock.until(stalling(clock.now())), {
      concurrency: 1,
      durationMs: 1_000,
      clock,
    });
    expect(latencies.percentileUs(99) / 1_000).toBeCloseTo(1, 2);
    expect(latencies.percentileUs(100) / 500_000).toBeCloseTo(1, 2);
  });

  it('stops all callers and rejects with the first error', async () => {
    const clock = new VirtualClock();
    let calls = 0;
    const load = runClosedLoop(
      async () => {
        calls += 1;
        const isThird = calls === 3;
        await clock.until(clock.now() + 10);
        if (isThird) throw new Error('the third failed');
      },
      { concurrency: 2, durationMs: 1_000_000, clock },
    );
    await expect(load).rejects.toThrow('the third failed');
    expect(calls).toBe(4);
  });

  it('rejects when a synchronous operation throws', async () => {
    const load = runClosedLoop(
      () => {
        throw new Error('at once');
      },
      { concurrency: 3, durationMs: 1_000, clock: new VirtualClock() },
    );
    await expect(load).rejects.toThrow('at once');
  });
});

/** A system that answers in 1 ms, but answers nothing from 100 ms to 600 ms. */
function stalling(now: number): number {
  return now >= 100 && now < 600 ? 600 : now + 1;
}
