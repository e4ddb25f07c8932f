import { describe, expect, it } from 'vitest';

import { TaskSlots } from './task-slots.ts';

function takeAll(slots: TaskSlots, count: number) {
  return Array.from({ length: count }, () => slots.take());
}

describe('the places of a worker', () => {
  it('let so many run, so many wait, and refuse the rest', () => {
    const slots = new TaskSlots({ running: 2, waiting: 1 });
    expect(takeAll(slots, 4).map((slot) => slot !== undefined)).toEqual([true, true, true, false]);
    expect(slots.held).toBe(3);
  });

  it('begin what waits in the order of arrival, one for each place that is given back', async () => {
    const slots = new TaskSlots({ running: 1, waiting: 2 });
    const [first, second, third] = takeAll(slots, 3);
    const begun: string[] = [];
    void second?.begun.then(() => begun.push('second'));
    void third?.begun.then(() => begun.push('third'));
    first?.release();
    await second?.begun;
    expect(begun).toEqual(['second']);
    second?.release();
    await third?.begun;
    expect(begun).toEqual(['second', 'third']);
  });

  it('are given back once, however often that is said', () => {
    const slots = new TaskSlots({ running: 1, waiting: 0 });
    const slot = slots.take();
    slot?.release();
    slot?.release();
    expect(slots.held).toBe(0);
    slots.take();
    expect(slots.take()).toBeUndefined();
  });

  it('are left by one who does not want to wait any longer', async () => {
    const slots = new TaskSlots({ running: 1, waiting: 1 });
    const [first, second] = takeAll(slots, 2);
    second?.release();
    await expect(second?.begun).resolves.toBe(false);
    first?.release();
    expect(slots.held).toBe(0);
  });

  it('begin nothing after they were closed, and keep what runs', async () => {
    const slots = new TaskSlots({ running: 1, waiting: 1 });
    const [first, second] = takeAll(slots, 2);
    slots.close();
    await expect(second?.begun).resolves.toBe(false);
    expect(slots.held).toBe(1);
    expect(slots.take()).toBeUndefined();
    first?.release();
    second?.release();
    expect(slots.held).toBe(0);
  });
});
