import { describe, expect, it } from 'vitest';

import {
  blockOf,
  callingTask,
  jsonataMachine,
  mapOf,
  parallelOf,
  passing,
} from '../../../test/definitions.ts';
import { eventOfType } from '../../../test/history-lines.ts';
import { runInMemory } from '../../../test/run-in-memory.ts';

describe('Assign', () => {
  it('shows what it set, each value as a text of its own', async () => {
    const run = await runInMemory(blockOf({ Set: passing({ Assign: { n: 1, 's.$': '$.s', none: null } }) }), {
      input: { s: 'text' },
    });
    expect(eventOfType(run.history, 'PassStateExited').stateExitedEventDetails).toMatchObject({
      assignedVariables: { n: '1', s: '"text"', none: 'null' },
    });
  });

  it('does not change what its own state reads: all fields see the values on entry', async () => {
    const machine = blockOf({
      Set: passing({ Assign: { n: 1 }, Next: 'Swap' }),
      Swap: passing({ Assign: { n: 2, 'old.$': '$n' }, Parameters: { 'n.$': '$n' }, Next: 'Show' }),
      Show: passing({ Parameters: { 'before.$': '$', 'n.$': '$n', 'old.$': '$old' } }),
    });
    expect((await runInMemory(machine)).output).toEqual({ before: { n: 1 }, n: 2, old: 1 });
  });

  it('reads the result of a Task, and the effective input of a state without one', async () => {
    const machine = blockOf({
      Call: callingTask({ ResultPath: null, Assign: { 'result.$': '$' }, Next: 'Sleep' }),
      Sleep: { Type: 'Wait', Seconds: 1, InputPath: '$.in', Assign: { 'seen.$': '$' }, Next: 'Show' },
      Show: passing({ Parameters: { 'result.$': '$result', 'seen.$': '$seen' } }),
    });
    const run = await runInMemory(machine, { input: { in: 1 }, tasks: () => ({ output: 'done' }) });
    expect(run.output).toEqual({ result: 'done', seen: 1 });
  });

  it('goes side by side with Output on JSONata', async () => {
    const machine = jsonataMachine({
      Set: passing({ Assign: { n: 1 }, Next: 'Both' }),
      Both: passing({ Assign: { n: '{% $n + 1 %}' }, Output: '{% $n %}', Next: 'Show' }),
      Show: passing({ Output: { before: '{% $states.input %}', n: '{% $n %}' } }),
    });
    expect((await runInMemory(machine)).output).toEqual({ before: 1, n: 2 });
  });

  it('can be read in either query language', async () => {
    const machine = blockOf({
      Set: passing({ Assign: { n: 1 }, Next: 'Add' }),
      Add: passing({ QueryLanguage: 'JSONata', Assign: { n: '{% $n + 1 %}' }, Next: 'Show' }),
      Show: passing({ OutputPath: '$n' }),
    });
    expect((await runInMemory(machine)).output).toBe(2);
  });
});

describe('the scope of a variable', () => {
  it('is its block, and all blocks within it', async () => {
    const machine = blockOf({
      Set: passing({ Assign: { outer: 'o' }, Next: 'Each' }),
      Each: mapOf(
        blockOf({
          Inner: passing({ Assign: { 'mine.$': '$' }, Next: 'Fork' }),
          Fork: parallelOf([
            blockOf({ Show: passing({ Parameters: { 'outer.$': '$outer', 'mine.$': '$mine' } }) }),
          ]),
        }),
      ),
    });
    expect((await runInMemory(machine, { input: [1, 2] })).output).toEqual([
      [{ outer: 'o', mine: 1 }],
      [{ outer: 'o', mine: 2 }],
    ]);
  });

  it('ends with the block: what an iteration set is gone', async () => {
    const machine = jsonataMachine({
      Each: mapOf(blockOf({ Set: passing({ Assign: { inner: 1 } }) }), { Next: 'Show' }),
      Show: passing({ Output: '{% $exists($inner) %}' }),
    });
    expect((await runInMemory(machine, { input: [1] })).output).toBe(false);
  });
});

describe('the size of variables', () => {
  const text = (bytes: number) => 'x'.repeat(bytes);
  /** Assigns the input's text, state by state, each time under the next name. */
  const filling = (names: readonly string[]) =>
    blockOf(
      Object.fromEntries([
        ...names.map((name, index) => [
          `Set${index}`,
          passing({
            Assign: { [`${name}.$`]: '$.text' },
            Next: index + 1 < names.length ? `Set${index + 1}` : 'Done',
          }),
        ]),
        ['Done', passing({ Result: 'done' })],
      ]),
    );
  const runWith = (names: readonly string[], value: string) =>
    runInMemory(filling(names), { input: { text: value } });

  it.each([
    ['as much as an Assign may set', text(262_144 - '{"a":""}'.length), 'SUCCEEDED', undefined],
    ['one byte more', text(262_145 - '{"a":""}'.length), 'FAILED', 'States.DataLimitExceeded'],
    ['as many bytes in fewer characters', 'é'.repeat(131_072), 'FAILED', 'States.DataLimitExceeded'],
  ])('is measured in bytes of UTF-8: %s', async (_what, value, status, error) => {
    const run = await runWith(['a'], value);
    expect([run.status, run.error]).toEqual([status, error]);
  });

  it('is 10 MiB for all of an execution', async () => {
    const names = Array.from({ length: 41 }, (_, index) => `v${index}`);
    const room = await runWith(names.slice(0, 40), text(262_000));
    expect(room.status).toBe('SUCCEEDED');
    const run = await runWith(names, text(262_000));
    expect([run.status, run.error]).toEqual(['FAILED', 'States.DataLimitExceeded']);
  });

  it('leaves out what an assignment replaces', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `v${index}`);
    const run = await runWith([...names, 'v0', 'v1', 'v0'], text(262_000));
    expect(run.status).toBe('SUCCEEDED');
  });
});
