import { setImmediate as nextTurn } from 'node:timers/promises';

import { describe, expect, it } from 'vitest';

import { BatchIntake } from './batch-intake.ts';
import { TaskSlots, type TaskSlot } from './task-slots.ts';

/** Tasks that end when `end` says so, and what became of them. */
function setUp(limits: { running: number; waiting: number }, end: (slot: TaskSlot) => void) {
  const slots = new TaskSlots(limits);
  const intake = new BatchIntake(slots);
  const told: string[] = [];
  const task = (name: string) => ({
    begin: (slot: TaskSlot) => {
      told.push(name);
      end(slot);
    },
    refuse: () => void told.push(`${name} refused`),
  });
  return { slots, told, add: (...names: string[]) => intake.add(names.map(task)) };
}

describe('tasks that come together', () => {
  it('begin at once, as many as there are places', () => {
    const { add, told } = setUp({ running: 2, waiting: 1 }, () => undefined);
    add('a', 'b', 'c', 'd');
    expect(told).toEqual(['a', 'b', 'c']);
  });

  it('take turns while places become free, in their order', async () => {
    const { add, told } = setUp({ running: 2, waiting: 0 }, (slot) => queueMicrotask(() => slot.release()));
    add('a', 'b', 'c', 'd', 'e');
    add('f');
    expect(told).toEqual(['a', 'b']);
    for (let turns = 0; turns < 4; turns += 1) await nextTurn();
    expect(told).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('are refused as soon as a turn has brought no place', async () => {
    const { add, told } = setUp({ running: 1, waiting: 0 }, () => undefined);
    add('a', 'b', 'c');
    await nextTurn();
    await nextTurn();
    expect(told).toEqual(['a', 'b refused', 'c refused']);
    add('d');
    expect(told.at(-1)).toBe('d refused');
  });

  it('are refused by a worker that drains', async () => {
    const { add, told, slots } = setUp({ running: 1, waiting: 0 }, (slot) => slot.release());
    slots.close();
    add('a', 'b');
    expect(told).toEqual(['a refused', 'b refused']);
  });
});
