import { describe, expect, it } from 'vitest';

import { callFunction, machineOf } from '../../test/definitions.ts';
import { testMachine } from '../machine/test-machine.ts';
import { mocksOfCase } from './mock-config.ts';
import { readMockConfig } from './read-mock-config.ts';

/** In the shape of the developer guide: a happy path, retries over a range, and a state that is not mocked. */
const config = {
  StateMachines: {
    orders: {
      TestCases: {
        Happy: { Pay: 'Paid', Ship: 'Shipped' },
        Retried: { Pay: 'BusyThreeTimes', Ship: 'Shipped' },
        Hybrid: { Pay: 'Paid' },
      },
    },
  },
  MockedResponses: {
    Paid: { '0': { Return: { StatusCode: 200, Payload: { paid: true } } } },
    Shipped: { '0': { Return: 'any JSON' } },
    BusyThreeTimes: {
      '0': { Throw: { Error: 'Lambda.ResourceNotReadyException', Cause: 'not ready' } },
      '1-2': { Throw: { Error: 'Lambda.TimeoutException', Cause: 'timed out' } },
      '3': { Return: { StatusCode: 200 } },
    },
    Unused: {},
  },
};

const orders = testMachine(
  machineOf({
    Pay: callFunction('pay', {
      Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, BackoffRate: 1, MaxAttempts: 3 }],
      Next: 'Ship',
    }),
    Ship: callFunction('ship'),
  }),
);

function mocksOf(name: string, given: object = config) {
  return mocksOfCase(readMockConfig(JSON.stringify(given), 'MockConfigFile.json'), 'orders', name) ?? {};
}

describe('a mock configuration of Step Functions Local', () => {
  it('answers the states of a test case', async () => {
    const run = await orders.run({}, { mocks: mocksOf('Happy') });
    expect(run).toMatchObject({ status: 'SUCCEEDED', output: 'any JSON' });
  });

  it('counts invocations through the retries, ranges included', async () => {
    const run = await orders.run({}, { mocks: mocksOf('Retried') });
    expect(run).toMatchObject({ status: 'SUCCEEDED', virtualDurationMs: 3_000 });
    const errors = run.history.flatMap((event) => event.lambdaFunctionFailedEventDetails?.error ?? []);
    expect(errors).toEqual([
      'Lambda.ResourceNotReadyException',
      'Lambda.TimeoutException',
      'Lambda.TimeoutException',
    ]);
  });

  it('leaves what a test case does not mock to other mocks', async () => {
    const mocks = mocksOf('Hybrid');
    await expect(orders.run({}, { mocks })).rejects.toMatchObject({ code: 'mock-missing' });
    const run = await orders.run({}, { mocks, functions: { ship: () => 'shipped' } });
    expect(run.output).toBe('shipped');
  });

  it('may name states that the definition does not have', async () => {
    const TestCases = { Shared: { Pay: 'Paid', Ship: 'Shipped', OfAnother: 'Paid' } };
    const given = { ...config, StateMachines: { orders: { TestCases } } };
    const run = await orders.run({}, { mocks: mocksOf('Shared', given) });
    expect(run.status).toBe('SUCCEEDED');
  });

  it('says where to add the invocation that has no answer', async () => {
    const onlySecond = { '1': { Return: 'paid' } };
    const given = { ...config, MockedResponses: { ...config.MockedResponses, Paid: onlySecond } };
    await expect(orders.run({}, { mocks: mocksOf('Happy', given) })).rejects.toMatchObject({
      code: 'mock-exhausted',
      message: expect.stringContaining('Add the invocation to MockConfigFile.json: MockedResponses.Paid'),
    });
  });

  it('tells its test cases by their state machine', () => {
    const { stateMachines } = readMockConfig(JSON.stringify(config), 'MockConfigFile.json');
    expect(stateMachines.get('orders')?.map(({ name }) => name)).toEqual(['Happy', 'Retried', 'Hybrid']);
    expect(mocksOfCase(readMockConfig(JSON.stringify(config), 'f.json'), 'orders', 'No')).toBeUndefined();
  });
});

describe('a mock configuration of the wrong shape', () => {
  const withResponse = (response: unknown) => ({
    StateMachines: { m: { TestCases: { c: { S: 'R' } } } },
    MockedResponses: { R: response },
  });

  it.each([
    ['no object', [], 'f.json:1:1: expected an object with StateMachines and MockedResponses, found []'],
    ['no state machines', {}, 'f.json:1:1: expected the field StateMachines, found {}'],
    [
      'an unknown field',
      { StateMachines: {}, MockedResponse: {} },
      'f.json:3:21: MockedResponse: expected one of StateMachines, MockedResponses, found MockedResponse',
    ],
    [
      'a state machine without test cases',
      { StateMachines: { m: {} } },
      'f.json:3:10: StateMachines.m: expected the field TestCases, found {}',
    ],
    [
      'a response that is not there',
      { ...withResponse({}), MockedResponses: { Other: {} } },
      'f.json:6:16: StateMachines.m.TestCases.c.S: expected the name of one of the MockedResponses (Other), found "R"',
    ],
    [
      'an invocation that is no number',
      withResponse({ first: { Return: 1 } }),
      'f.json:13:16: MockedResponses.R.first: expected an invocation number like "0", or a range like "1-3", found "first"',
    ],
    [
      'a range that runs backwards',
      withResponse({ '3-1': { Return: 1 } }),
      'f.json:13:14: MockedResponses.R["3-1"]: expected an invocation number like "0", or a range like "1-3", found "3-1"',
    ],
    [
      'an answer that is both',
      withResponse({ '0': { Return: 1, Throw: { Error: 'E' } } }),
      'f.json:13:12: MockedResponses.R["0"]: expected an object with either Return or Throw, found {"Return":1,"Throw":{"Error":"E"}}',
    ],
    [
      'a Throw without an error',
      withResponse({ '0': { Throw: { Cause: 'c' } } }),
      'f.json:14:18: MockedResponses.R["0"].Throw: expected the field Error, found {"Cause":"c"}',
    ],
  ])('is refused with its place and what is expected: %s', (_, given, message) => {
    expect(() => readMockConfig(JSON.stringify(given, undefined, 2), 'f.json')).toThrow(
      expect.objectContaining({ code: 'file-invalid', message }) as Error,
    );
  });

  it('is refused for what is no JSON', () => {
    expect(() => readMockConfig('{ "StateMachines": ', 'f.json')).toThrow(/^f\.json: this is no JSON: /);
  });

  it('may be indented with tabs', () => {
    const text = JSON.stringify(config, undefined, '\t');
    expect(readMockConfig(text, 'f.json').stateMachines.size).toBe(1);
  });
});
