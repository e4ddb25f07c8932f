import { describe, expect, it } from 'vitest';

import { startedScript } from '../../test/events.ts';
import { after, enter, inMap, inParallel, iteration } from '../../test/evolving.ts';
import { fold } from './fold.ts';

describe('Parallel', () => {
  it('ParallelStarted opens a frame for each branch, in their order', () => {
    const { state, frame, activity } = after(inParallel());
    expect(activity()).toEqual({ kind: 'branches', firstChild: 1, count: 2, open: 2 });
    expect(state.ready).toEqual([1, 2]);
    expect(state.nextFrame).toBe(3);
    expect(frame(2)).toMatchObject({
      parent: 0,
      index: 1,
      block: 5,
      lastEventId: 3,
      variables: {},
      position: { kind: 'between', next: 'Right', input: { shared: true } },
    });
  });

  it('counts a branch that ended, and keeps its output until the state is left', () => {
    const script = enter(inParallel(), 'Left', 'Pass', 1)
      .add('StateExited', { state: 'Left', stateType: 'Pass', output: 'l' }, { frame: 1 })
      .add('StateEntered', { state: 'Right', stateType: 'Pass', input: {} }, { frame: 2 })
      .add('StateExited', { state: 'Right', stateType: 'Pass', output: 'r' }, { frame: 2 })
      .add('ParallelSucceeded', {}, { prev: 7 });
    const { frame, activity } = after(script);
    expect(activity()).toMatchObject({ open: 0 });
    expect(frame(1)?.position).toEqual({ kind: 'ended', output: 'l' });
    // AWS: the exit follows the last branch's event, not ParallelStateSucceeded.
    expect(frame(0)?.lastEventId).toBe(7);
    script.add('StateExited', { state: 'Both', stateType: 'Parallel', output: ['l', 'r'], next: 'N' });
    expect([...after(script).state.frames.keys()]).toEqual([0]);
  });

  it('ParallelFailed closes what is below, also a branch that had not begun', () => {
    const script = enter(inParallel(), 'Left', 'Fail', 1).add('ParallelFailed', { error: 'E' });
    const { state, activity } = after(script);
    expect([...state.frames.keys()]).toEqual([0]);
    expect(state.ready).toEqual([]);
    expect(activity()).toEqual({ kind: 'deciding' });
  });

  it('a retry closes what is below, and the work begins with new frames', () => {
    const script = enter(inParallel(), 'Left', 'Fail', 1)
      .add('RetryScheduled', { retrier: 0, dueAt: 5000, error: 'E' }, { id: 0, prev: 4 })
      .add(
        'ParallelStarted',
        { firstChild: 3, branches: [{ block: 4, startAt: 'Left' }], input: 0 },
        { prev: 4 },
      );
    const { state } = after(script);
    expect([...state.frames.keys()]).toEqual([0, 3]);
    expect(state.ready).toEqual([3]);
    expect(state.nextFrame).toBe(4);
  });

  it('StateAborted gives a frame up, with all below it', () => {
    const script = enter(inParallel(), 'Deeper', 'Parallel', 1)
      .add(
        'ParallelStarted',
        { firstChild: 3, branches: [{ block: 9, startAt: 'Deepest' }], input: 0 },
        { frame: 1 },
      )
      .add('StateAborted', { state: 'Deeper', stateType: 'Parallel' }, { frame: 1 });
    const { state, frame } = after(script);
    expect([...state.frames.keys()]).toEqual([0, 1, 2]);
    expect(frame(1)?.position).toEqual({ kind: 'failed' });
    expect(state.ready).toEqual([2]);
  });
});

describe('Map', () => {
  it('MapStarted opens no iteration by itself', () => {
    const { state, activity } = after(inMap(3));
    expect(activity()).toEqual({
      kind: 'iterations',
      items: ['x', 'y'],
      keys: undefined,
      block: 2,
      startAt: 'One',
      maxConcurrency: 3,
      toleratedFailureCount: undefined,
      toleratedFailurePercentage: undefined,
      nextIndex: 0,
      open: 0,
      failed: 0,
      results: [undefined, undefined],
      children: [],
    });
    expect(state.ready).toEqual([]);
  });

  it('MapIterationStarted opens a frame for an item', () => {
    const script = inMap().add('MapIterationStarted', { ...iteration(0, 1), input: 'X' });
    const { frame, activity } = after(script);
    expect(activity()).toMatchObject({ nextIndex: 1, open: 1, children: [1] });
    expect(frame(1)).toMatchObject({
      parent: 0,
      block: 2,
      mapItem: { index: 0, value: 'x' },
      lastEventId: 4,
      position: { kind: 'between', next: 'One', input: 'X' },
    });
    // AWS: iterations that begin together have the same predecessor.
    expect(frame(0)?.lastEventId).toBe(3);
  });

  it('shows the key of an entry when an object is iterated over', () => {
    const script = enter(startedScript(), 'Each', 'Map')
      .add('MapStarted', {
        items: [10],
        keys: ['ten'],
        itemProcessor: { block: 1, startAt: 'One' },
        maxConcurrency: 0,
      })
      .add('MapIterationStarted', { ...iteration(0, 1), input: 10 });
    expect(after(script).frame(1)?.mapItem).toEqual({ index: 0, value: 10, key: 'ten' });
  });

  it('MapIterationSucceeded keeps the result, and the frame is gone', () => {
    const script = inMap()
      .add('MapIterationStarted', { ...iteration(0, 1), input: 'x' })
      .add('StateEntered', { state: 'One', stateType: 'Pass', input: 'x' }, { frame: 1 })
      .add('StateExited', { state: 'One', stateType: 'Pass', output: 'done' }, { frame: 1 })
      .add('MapIterationSucceeded', iteration(0, 1), { prev: 6 });
    const { state, frame, activity } = after(script);
    expect(activity()).toMatchObject({ open: 0, results: ['done', undefined] });
    expect([...state.frames.keys()]).toEqual([0]);
    expect(frame(0)?.lastEventId).toBe(7);
  });

  it('an iteration that has not ended has not succeeded', () => {
    const script = inMap()
      .add('MapIterationStarted', { ...iteration(0, 1), input: 'x' })
      .add('MapIterationSucceeded', iteration(0, 1));
    expect(() => fold(script.events)).toThrow('has not ended');
  });

  it.each([
    ['MapIterationFailed', 1],
    ['MapIterationAborted', 0],
  ] as const)('%s gives the iteration up', (kind, failed) => {
    const script = inMap()
      .add('MapIterationStarted', { ...iteration(0, 1), input: 'x' })
      .add('StateEntered', { state: 'One', stateType: 'Fail', input: 'x' }, { frame: 1 })
      .add(kind, iteration(0, 1), { prev: 5 })
      // AWS tells of the state within after the iteration's end.
      .add('StateAborted', { state: 'One', stateType: 'Task' }, { frame: 1, prev: 5 });
    const { state, frame, activity } = after(script);
    expect(activity()).toMatchObject({ open: 0, failed, results: [undefined, undefined] });
    expect([...state.frames.keys()]).toEqual([0]);
    expect(frame(0)?.lastEventId).toBe(5);
  });

  it('MapSucceeded keeps the results, MapFailed drops them', () => {
    const succeeded = after(inMap().add('MapSucceeded', {}, { prev: 3 }));
    expect(succeeded.activity()).toMatchObject({ kind: 'iterations' });
    expect(succeeded.frame(0)?.lastEventId).toBe(3);
    const failed = after(
      inMap()
        .add('MapIterationStarted', { ...iteration(0, 1), input: 'x' })
        .add('MapFailed', { error: 'E' }),
    );
    expect(failed.activity()).toEqual({ kind: 'deciding' });
    expect(failed.state.frames.size).toBe(1);
  });
});
