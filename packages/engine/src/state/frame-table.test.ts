import { describe, expect, it } from 'vitest';

import type { FrameState } from './frame-state.ts';
import { FrameTable } from './frame-table.ts';

const frame = (id: number) => ({ id }) as FrameState;

describe('the frames of an execution', () => {
  it('are found by their ids, the root among them', () => {
    const frames = new FrameTable();
    for (const id of [0, 1, 2]) frames.set(id, frame(id));
    expect([0, 1, 2, 3].map((id) => frames.get(id)?.id)).toEqual([0, 1, 2, undefined]);
    expect([...frames.values()].map(({ id }) => id)).toEqual([0, 1, 2]);
  });

  it('are gone when they are deleted, the root too', () => {
    const frames = new FrameTable();
    for (const id of [0, 1]) frames.set(id, frame(id));
    expect([frames.delete(0), frames.delete(1), frames.delete(1)]).toEqual([true, true, false]);
    expect([frames.get(0), frames.get(1), frames.size]).toEqual([undefined, undefined, 0]);
    frames.set(0, frame(0));
    frames.clear();
    expect(frames.get(0)).toBeUndefined();
  });
});
