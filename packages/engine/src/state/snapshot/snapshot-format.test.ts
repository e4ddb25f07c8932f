import { describe, expect, it } from 'vitest';

import { startedScript } from '../../../test/events.ts';
import { fold } from '../../evolve/fold.ts';
import type { ExecutionState } from '../execution-state.ts';
import { executionText, joinSnapshot, parseSnapshot } from './snapshot-format.ts';

function stateOf(script: ReturnType<typeof startedScript>): ExecutionState {
  const state = fold(script.events);
  if (state === undefined) throw new Error('the script is empty');
  return state;
}

const shared = { big: 'payload' };

const task = () =>
  startedScript({ input: shared, timeoutSeconds: 5, traceHeader: 't' })
    .add('StateEntered', { state: 'Work', stateType: 'Task', input: shared })
    .add('TaskScheduled', {
      target: { family: 'service', resource: 'r', service: 'lambda', action: 'invoke', pattern: 'sync' },
      parameters: shared,
      heartbeatSeconds: 3,
      credentials: { RoleArn: 'role' },
    })
    .add('TaskStarted', {});

const retrying = () =>
  startedScript({ parent: { executionArn: 'arn', frame: 2, taskId: 9 } })
    .add('StateEntered', { state: 'Work', stateType: 'Task', input: null })
    .add('RetryScheduled', { retrier: 2, dueAt: 99, error: 'E' }, { id: 0, prev: 2 });

const branches = () =>
  startedScript()
    .add('StateEntered', { state: 'Both', stateType: 'Parallel', input: shared })
    .add('ParallelStarted', {
      firstChild: 1,
      branches: [
        { block: 1, startAt: 'A' },
        { block: 2, startAt: 'B' },
        { block: 3, startAt: 'C' },
      ],
      input: shared,
    })
    .add('StateEntered', { state: 'A', stateType: 'Pass', input: shared }, { frame: 1 })
    .add(
      'StateExited',
      { state: 'A', stateType: 'Pass', output: false, assigned: { v: shared } },
      { frame: 1 },
    )
    .add('StateEntered', { state: 'B', stateType: 'Task', input: 1 }, { frame: 2 })
    .add('StateAborted', { state: 'B', stateType: 'Task' }, { frame: 2 });

const iterations = () =>
  startedScript()
    .add('StateEntered', { state: 'Each', stateType: 'Map', input: shared })
    .add('MapStarted', {
      items: [shared, null, 'z'],
      keys: ['a', 'b', 'c'],
      itemProcessor: { block: 1, startAt: 'A' },
      maxConcurrency: 2,
      toleratedFailureCount: 1,
    })
    .add('MapIterationStarted', { index: 0, child: 1, name: 'Each', input: shared })
    .add('MapIterationStarted', { index: 1, child: 2, name: 'Each', input: null })
    .add('StateEntered', { state: 'A', stateType: 'Wait', input: shared }, { frame: 2 })
    .add('WaitStarted', { dueAt: 12 }, { id: 0, frame: 2 })
    .add('StateEntered', { state: 'A', stateType: 'Pass', input: shared }, { frame: 1 })
    .add('StateExited', { state: 'A', stateType: 'Pass', output: null }, { frame: 1 })
    .add('MapIterationSucceeded', { index: 0, child: 1, name: 'Each' });

const succeeded = () => startedScript().add('ExecutionSucceeded', { output: shared });
const failed = () => startedScript().add('ExecutionFailed', { error: 'E' });

describe('a snapshot', () => {
  it.each([
    ['an execution that was just started', startedScript],
    ['a task', task],
    ['a retry', retrying],
    ['branches in all positions', branches],
    ['iterations, results and holes', iterations],
    ['a success', succeeded],
    ['a failure', failed],
  ])('brings back %s as it was', (_, script) => {
    const state = stateOf(script());
    const bytes = joinSnapshot({ sequence: 7 }, [{ sequence: 9, text: executionText(state) }]);
    const restored = parseSnapshot(bytes);
    expect(restored).toMatchObject({ version: 1, sequence: 7, executions: 1 });
    expect(restored.entries).toStrictEqual([{ sequence: 9, state }]);
  });

  it('holds a payload that several places share once, and they share it again', () => {
    const text = executionText(stateOf(task()));
    expect(text.split('"big"')).toHaveLength(2);
    const [entry] = parseSnapshot(joinSnapshot({ sequence: 1 }, [{ sequence: 1, text }])).entries;
    const position = entry?.state.frames.get(0)?.position;
    expect(position?.kind === 'inside' && position.visit.input).toBe(entry?.state.input);
  });

  it('holds none, one and many executions, and text of every kind', () => {
    const odd = 'line\nbreak \u2028 "quote" 😀';
    const lines = [1, 2, 3].map((sequence) => ({
      sequence,
      text: executionText(stateOf(startedScript({ input: { odd, sequence } }))),
    }));
    for (const count of [0, 1, 3]) {
      const restored = parseSnapshot(joinSnapshot({ sequence: 4 }, lines.slice(0, count)));
      expect(restored.entries.map((entry) => entry.sequence)).toEqual([1, 2, 3].slice(0, count));
      for (const { state } of restored.entries) expect(state.input).toMatchObject({ odd });
    }
  });

  it('is refused when it is cut, garbled or from a later version', () => {
    const whole = joinSnapshot({ sequence: 1 }, [{ sequence: 1, text: executionText(stateOf(task())) }]);
    const text = new TextDecoder().decode(whole);
    const damaged = (changed: string) => () => parseSnapshot(new TextEncoder().encode(changed));
    expect(damaged(text.slice(0, -20))).toThrow('not JSON');
    expect(damaged(text.split('\n')[0]!)).toThrow('holds 0');
    expect(damaged(text.slice(0, text.indexOf('\n') + 2))).toThrow('does not begin with a sequence');
    expect(damaged(text.replace('"version":1', '"version":2'))).toThrow('version 2');
    expect(damaged('')).toThrow('not JSON');
  });
});
