import type { ChildOutcome, ExecutionEvent, Json } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { blockOf, parallelOf, passing } from '../../../test/definitions.ts';
import { EXECUTION_ARN } from '../../../test/events.ts';
import { eventOfType, historyLines, historyTypes } from '../../../test/history-lines.ts';
import { runInMemory, type RunOptions, type ScriptedChild } from '../../../test/run-in-memory.ts';

function distributed(map: object = {}) {
  return blockOf({
    Each: {
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        ...blockOf({ Give: passing() }),
      },
      End: true,
      ...map,
    },
  });
}

/** A child for each item, by its item, that fails so often before it succeeds. */
function failing(
  times: Readonly<Record<string, number>>,
  asked: string[] = [],
): NonNullable<RunOptions['children']> {
  const attempts = new Map<string, number>();
  return ({ input }): ScriptedChild => {
    const item = textOf(input);
    asked.push(item);
    const attempt = attempts.get(item) ?? 0;
    attempts.set(item, attempt + 1);
    return { outcome: attempt < (times[item] ?? 0) ? NO : { status: 'SUCCEEDED', output: input } };
  };
}

const textOf = (value: Json) => (typeof value === 'string' ? value : JSON.stringify(value));

const NO: ChildOutcome = { status: 'FAILED', error: 'No' };

function eventsOf<K extends ExecutionEvent['kind']>(events: readonly ExecutionEvent[], kind: K) {
  return events.filter((event): event is Extract<ExecutionEvent, { kind: K }> => event.kind === kind);
}

const stop = (afterMs: number) => ({
  afterMs,
  command: { kind: 'StopExecution', executionArn: EXECUTION_ARN } as const,
});

describe('a Map Run of a redriven execution', () => {
  it('is redriven itself: children that succeeded keep their results, the others go on', async () => {
    const asked: string[] = [];
    const { status, output, history, events, faults } = await runInMemory(
      distributed({ MaxConcurrency: 1 }),
      { input: ['a', 'b', 'c'], redrives: 1, children: failing({ b: 1 }, asked) },
    );
    expect([status, output, faults]).toEqual(['SUCCEEDED', ['a', 'b', 'c'], []]);
    // c was never begun before.
    expect(asked).toEqual(['a', 'b', 'b', 'c']);
    expect(historyLines(history).slice(3)).toEqual([
      '4<3 MapRunStarted',
      '5<4 MapRunFailed',
      '6<5 MapStateFailed',
      '7<6 ExecutionFailed',
      '8<7 ExecutionRedriven',
      '9<8 MapRunRedriven',
      '10<9 MapRunSucceeded',
      '11<10 MapStateSucceeded',
      '12<10 MapStateExited',
      '13<12 ExecutionSucceeded',
    ]);
    const [run] = eventsOf(events, 'MapRunStarted');
    expect(eventOfType(history, 'MapRunRedriven')).toMatchObject({
      mapRunRedrivenEventDetails: { mapRunArn: run?.mapRunArn, redriveCount: 1 },
    });
    expect(eventsOf(events, 'MapRunChildRedriven')).toMatchObject([
      { index: 1, former: 'FAILED', redriveCount: 1 },
    ]);
  });

  it('counts how often, for itself and for each of its children', async () => {
    const { status, events } = await runInMemory(distributed(), {
      input: ['a'],
      redrives: 3,
      children: failing({ a: 3 }),
    });
    expect(status).toBe('SUCCEEDED');
    expect(eventsOf(events, 'MapRunRedriven').map(({ redriveCount }) => redriveCount)).toEqual([1, 2, 3]);
    expect(eventsOf(events, 'MapRunChildRedriven').map(({ redriveCount }) => redriveCount)).toEqual([
      1, 2, 3,
    ]);
  });

  it('judges anew what it tolerates', async () => {
    const { status, events } = await runInMemory(distributed({ ToleratedFailureCount: 1 }), {
      input: ['a', 'b', 'c'],
      redrives: 1,
      children: failing({ a: 1, b: 1, c: 2 }),
    });
    expect(eventsOf(events, 'MapRunFailed')).toHaveLength(1);
    expect(status).toBe('SUCCEEDED');
  });

  it('counts a child that can not be redriven as failed', async () => {
    const gone: ScriptedChild = { outcome: NO, notRedrivable: true };
    const { status, events } = await runInMemory(distributed(), {
      input: ['a'],
      redrives: 1,
      children: (_, __, redriveCount) => (redriveCount === 0 ? { outcome: NO } : gone),
    });
    expect(status).toBe('FAILED');
    expect(eventsOf(events, 'MapRunFailed')).toHaveLength(2);
    expect(eventsOf(events, 'MapRunChildEnded').at(-1)).toMatchObject({ notRedrivable: true });
  });

  it('takes up the children that were open when its execution was stopped', async () => {
    const asked: string[] = [];
    const { status, output, events } = await runInMemory(distributed(), {
      input: ['a', 'b'],
      redrives: 1,
      commands: [stop(1_000)],
      children: ({ input }, _, redriveCount) => {
        asked.push(textOf(input));
        const slow = input === 'b' && redriveCount === 0;
        return { afterMs: slow ? 60_000 : 0, outcome: { status: 'SUCCEEDED', output: input } };
      },
    });
    expect([status, output, asked]).toEqual(['SUCCEEDED', ['a', 'b'], ['a', 'b', 'b']]);
    expect(eventsOf(events, 'MapRunChildRedriven')).toMatchObject([{ index: 1, former: 'ABORTED' }]);
  });

  it('keeps to its concurrency, and has the other children wait', async () => {
    const input = Array.from({ length: 9 }, (_, index) => index);
    const { status, faults } = await runInMemory(
      distributed({ MaxConcurrency: 2, ToleratedFailureCount: 8 }),
      {
        input,
        redrives: 1,
        children: (_, __, redriveCount) => ({
          afterMs: 10,
          outcome: redriveCount === 0 ? NO : { status: 'SUCCEEDED', output: 1 },
        }),
        onDecision: ({ frames }) => {
          for (const { position } of frames.values()) {
            if (position.kind !== 'inside' || position.activity.kind !== 'map-run') continue;
            expect(position.activity.open.size).toBeLessThanOrEqual(2);
          }
        },
      },
    );
    expect([status, faults]).toEqual(['SUCCEEDED', []]);
  });

  it('goes on over many turns when it has more children to redrive than a turn takes', async () => {
    const input = Array.from({ length: 1_500 }, (_, index) => index);
    const { status, output, faults } = await runInMemory(distributed({ ToleratedFailureCount: 1_499 }), {
      input,
      redrives: 1,
      children: (start, _, redriveCount) => ({
        outcome: redriveCount === 0 ? NO : { status: 'SUCCEEDED', output: start.input },
      }),
    });
    expect([status, faults]).toEqual(['SUCCEEDED', []]);
    expect(output).toEqual(input);
  });

  it('goes on in a Parallel whose other branches keep their results', async () => {
    const asked: string[] = [];
    const machine = blockOf({ Both: parallelOf([distributed(), blockOf({ Own: passing() })]) });
    const { status, output } = await runInMemory(machine, {
      input: ['a', 'b'],
      redrives: 1,
      children: failing({ b: 1 }, asked),
    });
    expect([status, output]).toEqual([
      'SUCCEEDED',
      [
        ['a', 'b'],
        ['a', 'b'],
      ],
    ]);
    expect(asked).toEqual(['a', 'b', 'b']);
  });

  it.each([
    ['that succeeded, and whose state failed on its way out', { OutputPath: '$.none' }],
    ['whose data were too large', { ItemBatcher: { MaxInputBytesPerBatch: 12 } }],
    ['whose data a path did not find', { ItemSelector: { 'x.$': '$.none' } }],
  ])('is a new one after a run %s', async (_, map) => {
    const { events, history } = await runInMemory(distributed(map), {
      input: ['much too long'],
      redrives: 1,
    });
    const runs = eventsOf(events, 'MapRunStarted').map(({ mapRunArn }) => mapRunArn);
    expect(new Set(runs).size).toBe(2);
    expect(historyTypes(history)).not.toContain('MapRunRedriven');
  });

  it('hears nothing of what its earlier attempt asked for (E6)', async () => {
    const { status, events } = await runInMemory(distributed(), {
      input: ['a'],
      redrives: 1,
      commands: [stop(1_000)],
      // The first attempt's end comes when the second is under way.
      children: (_, __, redriveCount) =>
        redriveCount === 0
          ? { afterMs: 2_500, outcome: NO, outlivesStop: true }
          : { afterMs: 10_000, outcome: { status: 'SUCCEEDED', output: 'late' } },
    });
    expect(status).toBe('SUCCEEDED');
    expect(eventsOf(events, 'MapRunChildEnded')).toHaveLength(1);
  });
});
