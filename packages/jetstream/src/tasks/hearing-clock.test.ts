import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { HearingClock } from './hearing-clock.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

function tickAfter(clock: HearingClock, ms: number, couldHear = true): number {
  vi.advanceTimersByTime(ms);
  clock.tick(couldHear);
  return clock.nowMs;
}

describe('the clock of silence', () => {
  it('runs while workers can be heard', () => {
    const clock = new HearingClock();
    expect(tickAfter(clock, 100)).toBe(100);
    expect(tickAfter(clock, 110)).toBe(210);
  });

  it('stands still while the connection is cut', () => {
    const clock = new HearingClock();
    tickAfter(clock, 100);
    expect(tickAfter(clock, 60_000, false)).toBe(100);
    expect(tickAfter(clock, 100)).toBe(200);
  });

  it('does not count the time for which this process was held up', () => {
    const clock = new HearingClock();
    expect(tickAfter(clock, 60_000)).toBe(500);
    expect(tickAfter(clock, 100)).toBe(600);
  });
});
