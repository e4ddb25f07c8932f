import { parseJson } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { startedScript } from '../../../test/events.ts';
import { restored, snapshotBytes } from '../../../test/memory-snapshots.ts';
import { fold } from '../../evolve/fold.ts';
import type { ExecutionState } from '../execution-state.ts';
import { executionText } from './snapshot-format.ts';

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
  ])('brings back %s as it was', async (_, script) => {
    const state = stateOf(script());
    const bytes = snapshotBytes(7, [{ sequence: 9, text: executionText(state) }]);
    expect(await restored(bytes)).toStrictEqual({
      sequence: 7,
      executions: 1,
      through: undefined,
      entries: [{ sequence: 9, state }],
    });
  });

  it('holds a payload that several places share once, and they share it again', async () => {
    const text = executionText(stateOf(task()));
    expect(text.split('"big"')).toHaveLength(2);
    const [entry] = (await restored(snapshotBytes(1, [{ sequence: 1, text }]))).entries;
    const position = entry?.state.frames.get(0)?.position;
    expect(position?.kind === 'inside' && position.entry.input).toBe(entry?.state.input);
  });

  it('holds none, one and many executions, and text of every kind, in pieces of any size', async () => {
    const odd = 'line\nbreak \u2028 "quote" 😀';
    const lines = [1, 2, 3].map((sequence) => ({
      sequence,
      text: executionText(stateOf(startedScript({ input: { odd, sequence } }))),
    }));
    for (const [count, pieceBytes] of [
      [0, 5],
      [1, 100_000],
      [3, 1],
      [3, 64],
    ] as const) {
      const { entries } = await restored(snapshotBytes(4, lines.slice(0, count)), pieceBytes);
      expect(entries.map((entry) => entry.sequence)).toEqual([1, 2, 3].slice(0, count));
      for (const { state } of entries) expect(state.input).toMatchObject({ odd });
    }
  });

  it('keeps the spelling of numbers', async () => {
    const input = parseJson('{"whole":1.0,"id":12345678901234567890}');
    const state = stateOf(startedScript({ input }));
    const { entries } = await restored(snapshotBytes(1, [{ sequence: 1, text: executionText(state) }]));
    expect(entries[0]?.state).toStrictEqual(state);
    expect(JSON.stringify(entries[0]?.state.input)).toBe('{"whole":1.0,"id":12345678901234567890}');
  });

  it('says what it was taken of', async () => {
    const bytes = snapshotBytes(4, [], { sequence: 6, epoch: 2 });
    expect(await restored(bytes)).toMatchObject({ sequence: 4, through: { sequence: 6, epoch: 2 } });
  });

  it('is read as the release before wrote it', async () => {
    const state = stateOf(task());
    const first = '{"version":1,"sequence":4,"executions":1,"through":{"sequence":6,"epoch":2}}';
    const bytes = new TextEncoder().encode(`${first}\n5 ${executionText(state)}\n`);
    expect(await restored(bytes)).toStrictEqual({
      sequence: 4,
      executions: 1,
      through: { sequence: 6, epoch: 2 },
      entries: [{ sequence: 5, state }],
    });
  });

  it('is refused when it is cut, garbled or from a later version', async () => {
    const whole = snapshotBytes(1, [{ sequence: 1, text: executionText(stateOf(task())) }]);
    const lines = new TextDecoder().decode(whole).split('\n');
    const [first, execution, end] = lines;
    const later = first?.replace('"version":2', '"version":3');
    for (const [text, reason] of [
      [[first, execution?.slice(0, -20)], 'not JSON'],
      [[first, execution], 'no end'],
      [[first], 'no end'],
      [[first, end], 'of 1 executions holds 0'],
      [[first, execution, execution, end], 'of 1 executions holds 2'],
      [[first, execution?.replace('1 ', 'x '), end], 'begin with a sequence'],
      [[first, '1 {"payloads":[]}', end], 'no execution'],
      [[later, execution, end], 'version 3'],
      [[''], 'no end'],
    ] as const) {
      const read = restored(new TextEncoder().encode(text.join('\n')));
      await expect(read, reason).rejects.toMatchObject({
        code: 'log-damaged',
        message: expect.stringContaining(reason),
      });
    }
  });
});
