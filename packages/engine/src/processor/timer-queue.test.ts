import type { Timer } from '@edgestep/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { VirtualClock } from '../../test/virtual-clock.ts';
import { TimerHeap, type HeapEntry } from './timer-heap.ts';
import { TimerQueue } from './timer-queue.ts';

const wait = (frame: number, dueAt: number): Timer => ({ cause: 'wait', frame, dueAt });

function queue() {
  const clock = new VirtualClock(0);
  const fired: string[] = [];
  const timers = new TimerQueue(clock, (executionArn, timer) => {
    fired.push(`${executionArn} ${timer.cause} ${timer.dueAt} at ${clock.now()}`);
  });
  return { clock, fired, timers };
}

describe('the timer queue', () => {
  it('fires each timer once, when it is due, in the order of their times', () => {
    const { clock, fired, timers } = queue();
    timers.set('b', wait(0, 30));
    timers.set('a', wait(0, 10));
    timers.set('a', wait(1, 20));
    clock.advanceTo(20);
    expect(fired).toEqual(['a wait 10 at 10', 'a wait 20 at 20']);
    clock.advanceTo(100);
    expect(fired).toHaveLength(3);
    expect(timers.size).toBe(0);
  });

  it('fires what is overdue at once', () => {
    const { clock, fired, timers } = queue();
    clock.advanceTo(500);
    timers.set('late', wait(0, 10));
    clock.advanceTo(500);
    expect(fired).toEqual(['late wait 10 at 500']);
  });

  it('replaces the timer of the same frame and cause, and keeps others', () => {
    const { clock, fired, timers } = queue();
    timers.set('a', { cause: 'task-heartbeat', frame: 0, taskId: 3, dueAt: 10 });
    timers.set('a', { cause: 'task-timeout', frame: 0, taskId: 3, dueAt: 40 });
    timers.set('a', { cause: 'task-heartbeat', frame: 0, taskId: 3, dueAt: 50 });
    clock.advanceTo(45);
    expect(fired).toEqual(['a task-timeout 40 at 40']);
    expect(timers.has('a', { cause: 'task-heartbeat', frame: 0, taskId: 3, dueAt: 50 })).toBe(true);
    expect(timers.has('a', { cause: 'task-heartbeat', frame: 0, taskId: 3, dueAt: 10 })).toBe(false);
  });

  it('fires those that are due at once in the order in which they were set', () => {
    const { clock, fired, timers } = queue();
    for (const name of ['c', 'a', 'b']) timers.set(name, wait(0, 10));
    clock.advanceTo(10);
    expect(fired.map((text) => text[0])).toEqual(['c', 'a', 'b']);
  });

  it('gives the timers of an execution away, and takes them back unless one was set anew', () => {
    const { clock, fired, timers } = queue();
    timers.set('a', wait(1, 20));
    timers.set('a', wait(0, 10));
    const given = timers.of('a');
    expect(given).toEqual([wait(1, 20), wait(0, 10)]);
    timers.clearExecution('a');
    expect(timers.of('a')).toEqual([]);
    timers.set('a', wait(0, 30));
    timers.restore('a', given);
    clock.advanceTo(100);
    expect(fired).toEqual(['a wait 20 at 20', 'a wait 30 at 30']);
  });

  it('forgets the timers of a frame, and those of an execution', () => {
    const { clock, fired, timers } = queue();
    timers.set('a', { cause: 'execution-timeout', dueAt: 10 });
    timers.set('a', wait(1, 11));
    timers.set('a', wait(2, 12));
    timers.set('b', wait(0, 13));
    timers.clearFrame('a', 1);
    clock.advanceTo(10);
    timers.clearExecution('a');
    clock.advanceTo(100);
    expect(fired).toEqual(['a execution-timeout 10 at 10', 'b wait 13 at 13']);
  });

  it('goes on when a timer sets another', () => {
    const clock = new VirtualClock(0);
    const fired: number[] = [];
    const timers = new TimerQueue(clock, (executionArn, timer) => {
      fired.push(timer.dueAt);
      if (timer.dueAt < 5) timers.set(executionArn, wait(0, timer.dueAt + 1));
    });
    timers.set('a', wait(0, 1));
    clock.advanceTo(10);
    expect(fired).toEqual([1, 2, 3, 4, 5]);
  });

  it('rings nothing once it is disposed of', () => {
    const { clock, fired, timers } = queue();
    timers.set('a', wait(0, 10));
    timers[Symbol.dispose]();
    clock.advanceTo(100);
    expect(fired).toEqual([]);
  });
});

describe('the timer heap', () => {
  it('gives entries in the order of their times, whatever is added and removed', () => {
    const step = fc.oneof(
      fc.record({ add: fc.nat({ max: 50 }) }),
      fc.record({ remove: fc.nat({ max: 60 }) }),
      fc.constant('take first' as const),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const heap = new TimerHeap<HeapEntry>();
        const model: HeapEntry[] = [];
        let order = 0;
        const drop = (entry: HeapEntry | undefined) => {
          if (entry === undefined) return;
          heap.remove(entry);
          model.splice(model.indexOf(entry), 1);
        };
        for (const action of steps) {
          if (action === 'take first') drop(heap.first);
          else if ('remove' in action) drop(model[action.remove % Math.max(1, model.length)]);
          else {
            order += 1;
            const entry = { dueAt: action.add, order, place: -1 };
            heap.push(entry);
            model.push(entry);
          }
          expect(heap.size).toBe(model.length);
          const [first] = model.toSorted((one, other) => one.dueAt - other.dueAt || one.order - other.order);
          expect(heap.first).toBe(first);
        }
      }),
    );
  });
});
