import { describe, expect, it } from 'vitest';

import { runOpenLoop } from './open-loop.ts';
import { VirtualClock } from './virtual-clock.ts';

describe('runOpenLoop', () => {
  it('begins operations at the rate whether earlier ones have ended or not', async () => {
    const clock = new VirtualClock();
    const begun: number[] = [];
    const result = await runOpenLoop(
      async () => {
        begun.push(clock.now());
        await clock.until(clock.now() + 1_000);
      },
      { ratePerSecond: 100, durationMs: 50, clock },
    );
    expect(begun).toEqual([0, 10, 20, 30, 40]);
    expect(result).toMatchObject({ operations: 5, elapsedMs: 1_040 });
    expect(result.latencies.percentileUs(100) / 1_000_000).toBeCloseTo(1, 2);
  });

  it('has a stall in the latency of everyone who came meanwhile (no coordinated omission)', async () => {
    const clock = new VirtualClock();
    const { latencies } = await runOpenLoop(() => clock.until(stalling(clock.now())), {
      ratePerSecond: 1_000,
      durationMs: 1_000,
      clock,
    });
    // Half of the second is lost: those who came during it waited 500, 499, …, 1 ms.
    expect(latencies.summary().count).toBe(1_000);
    expect(latencies.percentileUs(75) / 250_000).toBeCloseTo(1, 1);
    expect(latencies.percentileUs(99) / 490_000).toBeCloseTo(1, 1);
    expect(latencies.percentileUs(40) / 1_000).toBeCloseTo(1, 2);
  });

  it('counts from the intended time when the generator itself is late', async () => {
    const clock = new VirtualClock();
    let operations = 0;
    const { latencies, launchLag } = await runOpenLoop(
      () => {
        operations += 1;
        // The first keeps the thread for 55 ms: the next five begin late, and at once.
        if (operations === 1) clock.occupy(55);
      },
      { ratePerSecond: 100, durationMs: 100, clock },
    );
    expect(launchLag?.percentileUs(100)).toBeCloseTo(45_000, -3);
    expect(launchLag?.summary().count).toBe(10);
    expect(latencies.percentileUs(100)).toBeCloseTo(55_000, -3);
    // Of ten: one took 55 ms; five waited 45, 35, 25, 15 and 5 ms; four met nothing.
    expect(latencies.percentileUs(80)).toBeCloseTo(35_000, -3);
    expect(latencies.percentileUs(40)).toBeLessThan(1);
  });

  it('lets those wait whom the limit of operations under way keeps, at the cost of their latency', async () => {
    const clock = new VirtualClock();
    let underWay = 0;
    let mostUnderWay = 0;
    const { latencies, elapsedMs } = await runOpenLoop(
      async () => {
        underWay += 1;
        mostUnderWay = Math.max(mostUnderWay, underWay);
        await clock.until(clock.now() + 100);
        underWay -= 1;
      },
      { ratePerSecond: 100, durationMs: 40, clock, inFlightMax: 1 },
    );
    expect(mostUnderWay).toBe(1);
    expect(elapsedMs).toBe(400);
    expect(latencies.percentileUs(100) / 370_000).toBeCloseTo(1, 2);
  });

  it('does one operation at least', async () => {
    const result = await runOpenLoop(() => {}, {
      ratePerSecond: 1,
      durationMs: 10,
      clock: new VirtualClock(),
    });
    expect(result.operations).toBe(1);
  });

  it('begins nothing more after an error, waits for what is under way, and rejects', async () => {
    const clock = new VirtualClock();
    let begun = 0;
    let ended = 0;
    const load = runOpenLoop(
      async () => {
        begun += 1;
        if (begun === 3) throw new Error('the third failed');
        await clock.until(clock.now() + 500);
        ended += 1;
      },
      { ratePerSecond: 100, durationMs: 10_000, clock },
    );
    await expect(load).rejects.toThrow('the third failed');
    expect(begun).toBe(3);
    expect(ended).toBe(2);
  });
});

/** A system that answers in 1 ms, but answers nothing from 100 ms to 600 ms. */
function stalling(now: number): number {
  return now >= 100 && now < 600 ? 600 : now + 1;
}
