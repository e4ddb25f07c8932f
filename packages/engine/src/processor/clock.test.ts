import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { systemClock } from './clock.ts';

describe("the machine's clock", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('calls back once, when the time has come', () => {
    const callback = vi.fn<() => void>();
    systemClock.setTimer(50, callback);
    vi.advanceTimersByTime(49);
    expect(callback).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(callback).toHaveBeenCalledTimes(1);
  });

  it('does not call back once it is disposed of', () => {
    const callback = vi.fn<() => void>();
    systemClock.setTimer(50, callback)[Symbol.dispose]();
    vi.advanceTimersByTime(100);
    expect(callback).not.toHaveBeenCalled();
  });

  it("waits for months, which Node's own timers can not", () => {
    const callback = vi.fn<() => void>();
    const ninetyDaysMs = 90 * 86_400_000;
    systemClock.setTimer(ninetyDaysMs, callback);
    vi.advanceTimersByTime(ninetyDaysMs - 1);
    expect(callback).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(callback).toHaveBeenCalledTimes(1);
  });
});
