import { describe, expect, it } from 'vitest';

import { callFunction, machineOf, oneTask } from '../../test/definitions.ts';
import { testMachine } from './test-machine.ts';

const DAY_MS = 86_400_000;

describe('a state machine under test', () => {
  it('takes no time for a Wait of seven days, and says how long it would have been', async () => {
    const machine = testMachine(
      machineOf({ Sleep: { Type: 'Wait', Seconds: 604_800, Next: 'Done' }, Done: { Type: 'Succeed' } }),
    );
    const run = await machine.run({ id: 7 });
    expect(run).toMatchObject({ status: 'SUCCEEDED', output: { id: 7 }, path: ['Sleep', 'Done'] });
    expect(run.virtualDurationMs).toBe(7 * DAY_MS);
  });

  it('answers the history of the service', async () => {
    const machine = testMachine(oneTask(callFunction('greet')));
    const run = await machine.run({}, { mocks: { Work: { return: 'hello' } } });
    expect(run.history.map(({ id, type }) => `${id} ${type}`)).toEqual([
      '1 ExecutionStarted',
      '2 TaskStateEntered',
      '3 LambdaFunctionScheduled',
      '4 LambdaFunctionStarted',
      '5 LambdaFunctionSucceeded',
      '6 TaskStateExited',
      '7 ExecutionSucceeded',
    ]);
    expect(run.history[6]?.executionSucceededEventDetails?.output).toBe('"hello"');
  });

  it('fails as an execution fails: the answer says with what', async () => {
    const machine = testMachine(machineOf({ Give: { Type: 'Fail', Error: 'Up', Cause: 'enough' } }));
    expect(await machine.run()).toMatchObject({ status: 'FAILED', error: 'Up', cause: 'enough' });
  });

  it('times an execution out by the TimeoutSeconds of the definition', async () => {
    const machine = testMachine(
      machineOf({ Sleep: { Type: 'Wait', Seconds: 60, End: true } }, { TimeoutSeconds: 10 }),
    );
    const run = await machine.run();
    expect(run).toMatchObject({ status: 'TIMED_OUT', virtualDurationMs: 10_000 });
  });

  it('keeps the five minutes of an Express execution', async () => {
    const sleep = machineOf({ Sleep: { Type: 'Wait', Seconds: 301, End: true } });
    const run = await testMachine(sleep, { type: 'EXPRESS' }).run();
    expect(run).toMatchObject({ status: 'TIMED_OUT', virtualDurationMs: 300_000 });
  });

  it('leaves what nothing moves, and says what it waits for', async () => {
    const run = await testMachine(oneTask(callFunction('greet'))).run(
      {},
      { mocks: { Work: { never: true } } },
    );
    expect(run.status).toBe('RUNNING');
    expect(run.waitingFor).toEqual([
      'Work: its task (arn:aws:lambda:test:000000000000:function:greet) has no answer',
    ]);
  });

  it('stops at the time that it is given', async () => {
    const machine = testMachine(machineOf({ Sleep: { Type: 'Wait', Seconds: 3_600, End: true } }));
    const run = await machine.run({}, { untilSeconds: 60, startAt: new Date('2026-03-01T10:00:00Z') });
    expect(run).toMatchObject({ status: 'RUNNING', virtualDurationMs: 60_000 });
    expect(run.waitingFor).toEqual(['Sleep: it waits until 2026-03-01T11:00:00.000Z']);
  });

  it('refuses to go round in circles for ever', async () => {
    const circle = machineOf({
      Again: {
        Type: 'Choice',
        Choices: [{ Variable: '$.end', IsPresent: true, Next: 'Done' }],
        Default: 'Pass',
      },
      Pass: { Type: 'Pass', Next: 'Again' },
      Done: { Type: 'Succeed' },
    });
    const express = testMachine(circle, { type: 'EXPRESS' });
    await expect(express.run()).rejects.toMatchObject({ code: 'run-too-long' });
    // A Standard execution ends by itself: its history has a limit.
    expect(await testMachine(circle).run()).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  it('refuses a definition that is not valid, with the line of what is wrong', () => {
    const text = '{\n  "StartAt": "A",\n  "States": {\n    "A": { "Type": "Pass", "Next": "B" }\n  }\n}';
    expect(() => testMachine(text, { name: 'orders' })).toThrow(
      /^The definition of orders is not valid:\n {2}4:\d+: MISSING_TRANSITION_TARGET/,
    );
  });
});

describe('chance', () => {
  const jittered = testMachine(
    oneTask(
      callFunction('greet', {
        Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 100, MaxAttempts: 5, JitterStrategy: 'FULL' }],
        End: true,
      }),
    ),
    { mocks: { Work: [{ throw: { error: 'Busy' }, times: 3 }, { return: 1 }] } },
  );

  it('is the same for the same seed', async () => {
    const first = await jittered.run({}, { seed: 7 });
    const second = await jittered.run({}, { seed: 7 });
    expect(second.virtualDurationMs).toBe(first.virtualDurationMs);
    expect(second.history).toEqual(first.history);
  });

  it('is another for another seed', async () => {
    const durations = await Promise.all(
      [1, 2, 3].map(async (seed) => (await jittered.run({}, { seed })).virtualDurationMs),
    );
    expect(new Set(durations).size).toBe(3);
    expect(Math.max(...durations)).toBeLessThanOrEqual(100_000 + 200_000 + 400_000);
  });
});
