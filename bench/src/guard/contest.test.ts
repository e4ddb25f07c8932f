import { describe, expect, it } from 'vitest';

import { VirtualClock } from '../harness/virtual-clock.ts';
import { ratioOf, type Contest } from './contest.ts';

/** An operation that occupies the thread so long: by turns what is given, over and over. */
function occupying(clock: VirtualClock, ...turnsMs: readonly number[]) {
  let calls = 0;
  return () => clock.occupy(turnsMs[calls++ % turnsMs.length] ?? 0);
}

const ALONE = { concurrency: 1, rounds: 4 } satisfies Partial<Contest>;

describe('the ratio of a path to its floor', () => {
  it('is that of the times of an operation, however many make a round', async () => {
    const clock = new VirtualClock();
    const subject = { operation: occupying(clock, 6), operationsPerRound: 2 };
    const floor = { operation: occupying(clock, 2), operationsPerRound: 10 };
    expect(await ratioOf({ ...ALONE, subject, floor }, clock)).toBeCloseTo(3, 9);
  });

  it('goes by the best round of each: stalls that leave one round whole change nothing', async () => {
    const clock = new VirtualClock();
    const subject = { operation: occupying(clock, 500, 90, 6, 7), operationsPerRound: 1 };
    const floor = { operation: occupying(clock, 2, 80, 30, 900), operationsPerRound: 1 };
    expect(await ratioOf({ ...ALONE, subject, floor }, clock)).toBeCloseTo(3, 9);
  });

  it('grows with a path that is slower in every round', async () => {
    const clock = new VirtualClock();
    const subject = { operation: occupying(clock, 24, 26, 25, 30), operationsPerRound: 1 };
    const floor = { operation: occupying(clock, 2), operationsPerRound: 1 };
    expect(await ratioOf({ ...ALONE, subject, floor }, clock)).toBeCloseTo(12, 9);
  });

  it('measures the floor and the path in turns', async () => {
    const order: string[] = [];
    const contender = (name: string) => ({
      operation: () => void order.push(name),
      operationsPerRound: 2,
    });
    const contest = { ...ALONE, rounds: 2, subject: contender('path'), floor: contender('floor') };
    await ratioOf(contest, new VirtualClock());
    expect(order.join(' ')).toBe('path path floor floor path path floor floor');
  });

  it('has as many operations under way as there are callers, and waits for the last', async () => {
    const clock = new VirtualClock();
    let open = 0;
    let mostOpen = 0;
    const operation = async () => {
      mostOpen = Math.max(mostOpen, (open += 1));
      await clock.until(clock.now() + 10);
      open -= 1;
    };
    const subject = { operation, operationsPerRound: 9 };
    const floor = { operation: occupying(clock, 1), operationsPerRound: 9 };
    // Three callers do nine operations of 10 ms in 30 ms.
    expect(await ratioOf({ subject, floor, concurrency: 3, rounds: 1 }, clock)).toBeCloseTo(30 / 9, 9);
    expect({ open, mostOpen }).toEqual({ open: 0, mostOpen: 3 });
  });

  it('is none when an operation fails', async () => {
    const clock = new VirtualClock();
    const subject = { operation: () => Promise.reject(new Error('wrong output')), operationsPerRound: 2 };
    const floor = { operation: occupying(clock, 1), operationsPerRound: 1 };
    await expect(ratioOf({ ...ALONE, subject, floor }, clock)).rejects.toThrow('wrong output');
  });
});
