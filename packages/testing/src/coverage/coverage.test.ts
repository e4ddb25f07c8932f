import { describe, expect, it } from 'vitest';

import { callFunction, machineOf } from '../../test/definitions.ts';
import { testMachine } from '../machine/test-machine.ts';
import { formatCoverage } from './format-coverage.ts';
import { mergeCoverage } from './merge-coverage.ts';

const choice = machineOf({
  How: {
    Type: 'Choice',
    Choices: [
      { Variable: '$.n', NumericEquals: 1, Next: 'Done' },
      { Variable: '$.n', NumericEquals: 2, Next: 'Done' },
    ],
    Default: 'Done',
  },
  Done: { Type: 'Succeed' },
});

const fallible = machineOf({
  Pay: callFunction('pay', {
    ResultSelector: { 'id.$': 'States.StringToJson($.id)' },
    Retry: [
      { ErrorEquals: ['Card.Refused'], MaxAttempts: 0 },
      { ErrorEquals: ['Card.Busy'], MaxAttempts: 2 },
    ],
    Catch: [
      { ErrorEquals: ['Card.Refused'], Next: 'Refund' },
      { ErrorEquals: ['States.ALL'], Next: 'Refund' },
    ],
    Next: 'Refund',
  }),
  Refund: { Type: 'Pass', End: true },
});

function hitsOf(machine: ReturnType<typeof testMachine>): Record<string, number> {
  return Object.fromEntries(machine.coverage().items.map(({ location, hits }) => [location, hits]));
}

describe('the coverage of a Choice', () => {
  it.each([
    [1, '/States/How/Choices[0]'],
    [2, '/States/How/Choices[1]'],
    [3, '/States/How/Default'],
  ])('tells rules apart that lead to the same state: %i', async (n, location) => {
    const machine = testMachine(choice);
    await machine.run({ n });
    const branches = machine.coverage().items.filter(({ kind, hits }) => kind === 'choice' && hits > 0);
    expect(branches.map((item) => item.location)).toEqual([location]);
  });

  it('tells the rules of JSONata apart, too', async () => {
    const machine = testMachine(
      machineOf(
        {
          How: {
            Type: 'Choice',
            Choices: [{ Condition: '{% $states.input.n = 1 %}', Next: 'Done' }],
            Default: 'Done',
          },
          Done: { Type: 'Succeed' },
        },
        { QueryLanguage: 'JSONata' },
      ),
    );
    await machine.run({ n: 2 });
    expect(hitsOf(machine)).toEqual({
      '/States/How': 1,
      '/States/How/Choices[0]': 0,
      '/States/How/Default': 1,
      '/States/Done': 1,
    });
  });

  it('counts no branch of a Choice that failed', async () => {
    const machine = testMachine(choice);
    await machine.run({});
    expect(machine.coverage().kinds.choice.reached).toBe(0);
  });
});

describe('the coverage of retriers and catchers', () => {
  const cases = [
    ['a retrier that never tries again', { throw: { error: 'Card.Refused' } }, ['Retry[0]', 'Catch[0]']],
    ['attempts that are used up', { throw: { error: 'Card.Busy' } }, ['Retry[1]', 'Catch[1]']],
    ['an error that only a catcher takes', { throw: { error: 'Other' } }, ['Catch[1]']],
    ['a failure after the task succeeded', { return: { id: 'no JSON' } }, ['Catch[1]']],
    ['success', { return: { id: '7' } }, []],
  ] as const;

  it.each(cases)('%s', async (_, mock, places) => {
    const machine = testMachine(fallible);
    await machine.run({}, { mocks: { Pay: mock } });
    const taken = machine.coverage().items.filter(({ kind, hits }) => kind !== 'state' && hits > 0);
    expect(taken.map(({ location }) => location)).toEqual(places.map((place) => `/States/Pay/${place}`));
  });
});

describe('the coverage of states', () => {
  it('tells states of the same name in two branches apart', async () => {
    const branch = { StartAt: 'Same', States: { Same: { Type: 'Pass', End: true } } };
    const machine = testMachine(
      machineOf({
        Each: { Type: 'Map', ItemProcessor: branch, Next: 'Both' },
        Both: {
          Type: 'Parallel',
          Branches: [machineOf({ Left: { Type: 'Pass', End: true } })],
          End: true,
        },
      }),
    );
    await machine.run([1, 2, 3]);
    expect(hitsOf(machine)).toEqual({
      '/States/Each': 1,
      '/States/Each/ItemProcessor/States/Same': 3,
      '/States/Both': 1,
      '/States/Both/Branches[0]/States/Left': 1,
    });
  });

  it('counts what a run reached that could not be finished', async () => {
    const machine = testMachine(fallible);
    await expect(machine.run()).rejects.toThrow("'Pay'");
    expect(hitsOf(machine)['/States/Pay']).toBe(1);
  });
});

describe('coverages', () => {
  it('are added up over machines that were tested apart', async () => {
    const [first, second] = [testMachine(choice, { name: 'how' }), testMachine(choice, { name: 'how' })];
    await first.run({ n: 1 });
    await second.run({ n: 3 });
    const merged = mergeCoverage([first.coverage(), second.coverage()]);
    expect(merged).toHaveLength(1);
    expect(merged[0]).toMatchObject({ machine: 'how', reached: 4, total: 5, percent: 80 });
    expect(merged[0]?.unreached.map(({ location }) => location)).toEqual(['/States/How/Choices[1]']);
  });

  it('stay apart for state machines of other names, and for other definitions', () => {
    const machines = [
      testMachine(choice, { name: 'a' }),
      testMachine(choice, { name: 'b' }),
      testMachine(fallible, { name: 'a' }),
    ];
    const merged = mergeCoverage(machines.map((machine) => machine.coverage()));
    expect(merged.map(({ machine, total }) => [machine, total])).toEqual([
      ['a', 5],
      ['b', 5],
      ['a', 6],
    ]);
  });

  it('read as a list of what is missing, with the lines of the definition', async () => {
    const machine = testMachine(JSON.stringify(choice, undefined, 2), { name: 'how' });
    await machine.run({ n: 1 });
    expect(formatCoverage(machine.coverage())).toBe(
      [
        'how: 60 % covered (3 of 5: states 2/2, choices 1/3)',
        '  not reached:',
        '    line 12   choice   How: → Done',
        '    line 18   choice   How: Default → Done',
      ].join('\n'),
    );
  });
});
