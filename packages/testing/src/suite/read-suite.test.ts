import { describe, expect, it } from 'vitest';

import { callFunction, machineOf } from '../../test/definitions.ts';
import { TestingError } from '../testing-error.ts';
import { readSuite } from './read-suite.ts';
import { runSuite } from './run-suite.ts';
import type { SuiteFiles } from './suite-files.ts';

const orders = machineOf({
  Pay: callFunction('pay', {
    Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 60, MaxAttempts: 2 }],
    Catch: [{ ErrorEquals: ['Refused'], Next: 'Refused' }],
    Next: 'Done',
  }),
  Done: { Type: 'Succeed' },
  Refused: { Type: 'Fail', Error: 'Order.Refused' },
});

function filesOf(files: Record<string, unknown>): SuiteFiles {
  return {
    read: async (path) => {
      if (Object.hasOwn(files, path)) return JSON.stringify(files[path]);
      throw new TestingError('file-invalid', `${path} cannot be read`);
    },
  };
}

const files = filesOf({
  'orders.asl.json': orders,
  'order.json': { id: 7 },
  'MockConfigFile.json': {
    StateMachines: { orders: { TestCases: { Happy: { Pay: 'Paid' } } } },
    MockedResponses: { Paid: { '0': { Return: 'paid' } } },
  },
});

const suite = (text: string) => readSuite(text, 'orders.asltest.yaml', files);

describe('a suite', () => {
  it('runs its cases and says what they came to and reached', async () => {
    const result = await runSuite(
      await suite(`
machine: orders.asl.json
mocks:
  Pay: { return: paid }
cases:
  - name: happy path
    input: { id: 7 }
    expect: { output: paid, path: [Pay, Done], durationSeconds: 0 }
  - name: busy at first
    mocks:
      Pay:
        - { throw: { error: Busy }, times: 2 }
        - { return: { paid: true, at: noon } }
    expect: { status: SUCCEEDED, outputContains: { paid: true }, durationSeconds: 180 }
  - name: refused
    mocks: { Pay: { throw: { error: Refused, cause: no money } } }
    expect: { error: Order.Refused }
`),
    );
    expect(result.cases.map(({ name, problems }) => [name, problems])).toEqual([
      ['happy path', []],
      ['busy at first', []],
      ['refused', []],
    ]);
    expect(result).toMatchObject({ status: 'passed', coverage: { machine: 'orders', percent: 100 } });
  });

  it('takes mocks from a mock configuration, and inputs from files', async () => {
    const read = await suite(`
machine: orders.asl.json
mockConfig: MockConfigFile.json
cases: [{ name: from files, inputFile: order.json, mockCase: Happy, expect: { output: paid } }]
`);
    expect(read.cases[0]?.input).toEqual({ id: 7 });
    expect(await runSuite(read)).toMatchObject({ status: 'passed' });
  });

  it('runs only the cases that are asked for', async () => {
    const read = await suite(
      'machine: orders.asl.json\nmocks: { Pay: { return: 1 } }\ncases: [{ name: a }, { name: b }]',
    );
    expect((await runSuite(read, ['b'])).cases.map(({ name }) => name)).toEqual(['b']);
  });

  it('fails below its coverage', async () => {
    const read = await suite(
      'machine: orders.asl.json\nminCoverage: 90\nmocks: { Pay: { return: 1 } }\ncases: [{ name: a }]',
    );
    expect(await runSuite(read)).toMatchObject({
      status: 'failed',
      problems: ['coverage: expected 90 % at least, was 40 %'],
    });
  });
});

describe('a case that fails', () => {
  const problemsOf = async (expected: string, mock = '{ return: { total: 8, items: [1, 2] } }') => {
    const read = await suite(`
machine: orders.asl.json
cases: [{ name: it, mocks: { Pay: ${mock} }, expect: ${expected} }]
`);
    return (await runSuite(read)).cases[0]?.problems;
  };

  it('shows where its output differs', async () => {
    expect(await problemsOf('{ output: { total: 7, items: [1], currency: EUR } }')).toEqual([
      'output $.total: expected 7, was 8',
      'output $.items[1]: expected nothing, was 2',
      'output $.currency: expected "EUR", was nothing',
    ]);
  });

  it('shows where its path leaves the expected one', async () => {
    expect(await problemsOf('{ path: [Pay, Ship] }')).toEqual([
      'path: differs at place 1: expected "Ship", was "Done"\n  expected: Pay → Ship\n  actual:   Pay → Done',
    ]);
  });

  it('shows why an execution failed that was to succeed', async () => {
    expect(await problemsOf('{}', '{ throw: { error: Refused } }')).toEqual([
      'status: expected SUCCEEDED, was FAILED\n  Order.Refused\n  path: Pay → Refused',
    ]);
  });

  it('shows what an execution waits for that was to end', async () => {
    expect(await problemsOf('{ error: Busy }', '{ never: true }')).toEqual([
      expect.stringMatching(/^status: expected a failure, was RUNNING\n {2}Pay: its task .* has no answer/),
      'error: expected "Busy", was nothing',
    ]);
  });

  it('shows another error and another time', async () => {
    const expected = '{ error: Order.Refused, causeContains: money, durationSeconds: 5 }';
    expect(await problemsOf(expected, '{ throw: { error: Busy, cause: later } }')).toEqual([
      'error: expected "Order.Refused", was "Busy"',
      'cause: expected to contain "money", was "later"',
      'duration: expected 5 s, was 180 s',
    ]);
  });

  it('shows which mock is missing, and lets the other cases run', async () => {
    const read = await suite(
      'machine: orders.asl.json\ncases: [{ name: a }, { name: b, mocks: { Pay: { return: 1 } } }]',
    );
    const { cases } = await runSuite(read);
    expect(cases.map(({ status }) => status)).toEqual(['failed', 'passed']);
    expect(cases[0]?.problems[0]).toMatch(/^The task 'Pay' .* has no mock/);
  });
});

describe('a suite of the wrong shape', () => {
  it.each([
    [
      'machine: orders.asl.json',
      'orders.asltest.yaml:1:1: expected a suite: an object with machine and cases',
    ],
    ['cases: []\nmachine: [', 'orders.asltest.yaml:2:11: Flow sequence in block collection must be'],
    [
      'machine: orders.asl.json\ncases:\n  - name: a\n    inputs: 1',
      'orders.asltest.yaml:4:13: cases[0].inputs: expected one of name, input, ',
    ],
    [
      'machine: orders.asl.json\ncases:\n  - name: a\n  - name: a',
      'orders.asltest.yaml:4:5: cases[1]: expected a name of its own for each case, found "a"',
    ],
    [
      'machine: orders.asl.json\ncases:\n  - name: a\n    mocks: { Pay: { retrun: 1 } }',
      'orders.asltest.yaml:4:29: cases[0].mocks.Pay.retrun: expected one of return, throw, never, ',
    ],
    [
      'machine: orders.asl.json\ncases:\n  - name: a\n    mocks: { Pay: { return: 1, never: true } }',
      'orders.asltest.yaml:4:19: cases[0].mocks.Pay: expected an object with return, throw or never, one of them, ',
    ],
    [
      'machine: orders.asl.json\ncases: [{ name: a, expect: { status: DONE } }]',
      'orders.asltest.yaml:2:38: cases[0].expect.status: expected one of SUCCEEDED, FAILED, TIMED_OUT, ABORTED, RUNNING, found "DONE"',
    ],
    [
      'machine: orders.asl.json\ncases: [{ name: a, mockCase: Happy }]',
      'orders.asltest.yaml:2:30: cases[0].mockCase: expected mockConfig beside machine',
    ],
    [
      'machine: orders.asl.json\nmockConfig: MockConfigFile.json\ncases: [{ name: a, mockCase: Sad }]',
      'cases[0].mockCase: expected a test case of orders in MockConfigFile.json (it has Happy), found "Sad"',
    ],
    ['machine: nowhere.json\ncases: []', 'nowhere.json cannot be read'],
    [
      'machine: orders.asl.json\ncases: [{ name: a, startAt: yesterday }]',
      'expected a time, like 2026-01-01T00:00:00Z, found "yesterday"',
    ],
    ['machine: orders.asl.json\ncases: [{ name: a, input: .nan }]', 'expected a number that JSON has'],
  ])('is refused with its place and what is expected: %s', async (text, message) => {
    await expect(suite(text)).rejects.toMatchObject({
      code: 'file-invalid',
      message: expect.stringContaining(message),
    });
  });
});
