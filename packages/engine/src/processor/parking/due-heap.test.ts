import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { DueHeap } from './due-heap.ts';

describe('the times at which many things are due', () => {
  it('knows which is first, whatever is set, changed and removed', () => {
    const change = fc.record({ id: fc.nat({ max: 3_000 }), dueAt: fc.option(fc.nat({ max: 500 })) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
        const heap = new DueHeap();
        const model = new Map<number, number>();
        for (const { id, dueAt } of changes) {
          if (dueAt === null) {
            heap.remove(id);
            model.delete(id);
          } else {
            heap.set(id, dueAt);
            model.set(id, dueAt);
          }
          expect(heap.size).toBe(model.size);
          expect(heap.dueAt(id)).toBe(model.get(id));
          const { first } = heap;
          expect(first === undefined ? undefined : model.get(first)).toBe(
            model.size === 0 ? undefined : Math.min(...model.values()),
          );
        }
      }),
    );
  });

  it('gives back the times in their order', () => {
    const heap = new DueHeap();
    const times = Array.from({ length: 5_000 }, (_, id) => (id * 7_919) % 5_003);
    for (const [id, dueAt] of times.entries()) heap.set(id, dueAt);
    const taken: (number | undefined)[] = [];
    for (let id = heap.first; id !== undefined; id = heap.first) {
      taken.push(heap.dueAt(id));
      heap.remove(id);
    }
    expect(taken).toEqual(times.toSorted((one, other) => one - other));
  });

  it('knows nothing of numbers that it was not told of', () => {
    const heap = new DueHeap();
    heap.remove(9_999);
    expect([heap.first, heap.dueAt(9_999), heap.size]).toEqual([undefined, undefined, 0]);
  });
});
