import { describe, expect, it } from 'vitest';

import { startedScript, type EventScript } from '../../../test/events.ts';
import { fold } from '../../evolve/fold.ts';
import { waitOf } from './wait-summary.ts';

function summary(script: EventScript) {
  const state = fold(script.events);
  return state === undefined ? 'no events' : waitOf(state);
}

const entered = (stateType: 'Wait' | 'Task' | 'Pass' | 'Map' | 'Parallel') =>
  startedScript().add('StateEntered', { state: 'S', stateType, input: 1 });

const activity = () =>
  entered('Task').add('TaskScheduled', {
    target: { family: 'activity', resource: 'r', activityArn: 'arn:activity' },
    parameters: 1,
  });

const token = () =>
  entered('Task').add('TaskScheduled', {
    target: {
      family: 'service',
      resource: 'r',
      service: 'lambda',
      action: 'invoke',
      pattern: 'wait-for-task-token',
    },
    parameters: 1,
  });

const HELD = { onTimer: false, onTask: true, onHeldTask: true };
const HANDED_OVER = { onTimer: false, onTask: true, onHeldTask: false };

describe('what an execution waits for', () => {
  it.each([
    ['a Wait', entered('Wait').add('WaitStarted', { dueAt: 77 }, { id: 0 })],
    ['a retry', entered('Task').add('RetryScheduled', { retrier: 0, dueAt: 99, error: 'E' }, { id: 0 })],
  ])('is a timer for %s', (_, script) => {
    expect(summary(script)).toEqual({ onTimer: true, onTask: false, onHeldTask: false });
  });

  it('is a task that this node holds, until a worker has it or only its token can end it', () => {
    expect(summary(activity())).toEqual(HELD);
    expect(summary(activity().add('TaskStarted', {}))).toEqual(HANDED_OVER);
    expect(summary(token())).toEqual(HELD);
    expect(summary(token().add('TaskStarted', {}))).toEqual(HELD);
    expect(summary(token().add('TaskStarted', {}).add('TaskSubmitted', { output: 1 }))).toEqual(HANDED_OVER);
  });

  it('is both for branches of both kinds', () => {
    const script = entered('Parallel')
      .add('ParallelStarted', {
        firstChild: 1,
        branches: [
          { block: 1, startAt: 'A' },
          { block: 2, startAt: 'B' },
        ],
        input: 1,
      })
      .add('StateEntered', { state: 'A', stateType: 'Wait', input: 1 }, { frame: 1 })
      .add('WaitStarted', { dueAt: 12 }, { id: 0, frame: 1 });
    expect(summary(script)).toBeUndefined();
    script
      .add('StateEntered', { state: 'B', stateType: 'Task', input: 1 }, { frame: 2 })
      .add(
        'TaskScheduled',
        { target: { family: 'function', resource: 'r', functionName: 'f' }, parameters: 1 },
        { frame: 2 },
      );
    expect(summary(script)).toEqual({ onTimer: true, onTask: true, onHeldTask: true });
  });

  it.each([
    ['goes on by itself', startedScript()],
    ['is in the midst of a state', entered('Pass')],
    ['has ended', startedScript().add('ExecutionSucceeded', { output: 1 })],
  ])('is nothing when it %s', (_, script) => {
    expect(summary(script)).toBeUndefined();
  });

  it('is nothing that can be put aside while a Map Run is open', () => {
    const script = entered('Map')
      .add('DistributedMapStarted', { length: 1 })
      .add('MapRunStarted', {
        mapRunArn: 'arn:aws:states:dallas:000000000000:mapRun:orders/each:1',
        label: 'each',
        executionType: 'STANDARD',
        itemProcessor: { block: 1, startAt: 'A' },
        items: [1],
        maxConcurrency: 0,
      });
    expect(summary(script)).toBeUndefined();
  });
});
