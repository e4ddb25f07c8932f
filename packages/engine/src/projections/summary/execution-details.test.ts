import { describe, expect, it } from 'vitest';

import { EventScript, startedScript } from '../../../test/events.ts';
import { executionDetails } from './execution-details.ts';
import { summarise } from './summarise.ts';

describe('the details of an execution', () => {
  it('of one that runs have an input and no end', () => {
    const parent = { executionArn: 'arn:parent', frame: 0, taskId: 3 };
    const script = startedScript({ input: { order: 7 }, traceHeader: 'Root=1', parent });
    expect(executionDetails(script.events)).toMatchObject({
      name: 'one',
      status: 'RUNNING',
      startedAt: 1001,
      stoppedAt: undefined,
      input: { order: 7 },
      output: undefined,
      traceHeader: 'Root=1',
      parentArn: 'arn:parent',
      redriveCount: 0,
    });
  });

  it.each([
    ['ExecutionSucceeded', { output: [1] }, { status: 'SUCCEEDED', output: [1], error: undefined }],
    ['ExecutionFailed', { error: 'E', cause: 'C' }, { status: 'FAILED', error: 'E', cause: 'C' }],
    ['ExecutionTimedOut', { error: 'States.Timeout' }, { status: 'TIMED_OUT', error: undefined }],
    ['ExecutionAborted', { cause: 'C' }, { status: 'ABORTED', cause: 'C', output: undefined }],
  ] as const)('%s says how it ended', (kind, facts, expected) => {
    const script = startedScript().add(kind, facts as never);
    expect(executionDetails(script.events)).toMatchObject({ ...expected, stoppedAt: 1002 });
  });

  it('need the first event and the last one only', () => {
    const script = startedScript()
      .add('StateEntered', { state: 'S', stateType: 'Pass', input: 1 })
      .add('StateExited', { state: 'S', stateType: 'Pass', output: 2 })
      .add('ExecutionSucceeded', { output: 2 });
    const ends = [script.events[0]!, script.events[3]!];
    expect(executionDetails(ends)).toEqual(executionDetails(script.events));
  });

  it('are unknown without the first event', () => {
    const script = new EventScript().add('ExecutionSucceeded', { output: 2 });
    expect(executionDetails(script.events)).toBeUndefined();
    expect(executionDetails([])).toBeUndefined();
  });

  it('change only with events that show in them', () => {
    const script = startedScript().add('StateEntered', { state: 'S', stateType: 'Pass', input: 1 });
    const before = summarise(undefined, script.events[0]!);
    expect(summarise(before, script.events[1]!)).toBe(before);
  });
});
