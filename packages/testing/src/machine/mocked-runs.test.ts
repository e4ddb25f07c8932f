import { describe, expect, it } from 'vitest';

import { callFunction, machineOf, oneTask } from '../../test/definitions.ts';
import { outcome } from '../mocks/mock.ts';
import type { RunOptions } from './run-options.ts';
import { testMachine } from './test-machine.ts';

describe('retriers and catchers', () => {
  const machine = testMachine(
    machineOf({
      Pay: callFunction('pay', {
        Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 10, BackoffRate: 2, MaxAttempts: 3 }],
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Refund' }],
        End: true,
      }),
      Refund: { Type: 'Pass', End: true },
    }),
  );

  it('waits as long as the back-off says between the attempts', async () => {
    const run = await machine.run(
      {},
      { mocks: { Pay: [{ throw: { error: 'Busy' }, times: 2 }, { return: 'paid' }] } },
    );
    expect(run).toMatchObject({ status: 'SUCCEEDED', output: 'paid', virtualDurationMs: 30_000 });
  });

  it('catches what is left when the attempts are used up', async () => {
    const run = await machine.run({}, { mocks: { Pay: { throw: { error: 'Busy', cause: 'no answer' } } } });
    expect(run).toMatchObject({
      path: ['Pay', 'Refund'],
      output: { failure: { Error: 'Busy', Cause: 'no answer' } },
      virtualDurationMs: 70_000,
    });
  });
});

describe('time-outs and heartbeats', () => {
  const machine = testMachine(
    oneTask(callFunction('render', { TimeoutSeconds: 100, HeartbeatSeconds: 10, End: true })),
  );

  it('times out a task that beats and never answers', async () => {
    const run = await machine.run({}, { mocks: { Work: { never: true, heartbeatEverySeconds: 5 } } });
    expect(run).toMatchObject({ status: 'FAILED', error: 'States.Timeout', virtualDurationMs: 100_000 });
  });

  it('misses the heartbeat of a task that is silent', async () => {
    const run = await machine.run({}, { mocks: { Work: { return: 1, afterSeconds: 50 } } });
    expect(run).toMatchObject({
      status: 'FAILED',
      error: 'States.HeartbeatTimeout',
      virtualDurationMs: 10_000,
    });
  });

  it('waits for a task that is late and alive', async () => {
    const late = { return: 1, afterSeconds: 50, heartbeatEverySeconds: 9 };
    const run = await machine.run({}, { mocks: { Work: late } });
    expect(run).toMatchObject({ status: 'SUCCEEDED', output: 1, virtualDurationMs: 50_000 });
  });
});

describe('callbacks, jobs and activities', () => {
  it('answers a task token hours later', async () => {
    const machine = testMachine(
      oneTask({
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Parameters: { QueueUrl: 'q', MessageBody: { 'token.$': '$$.Task.Token' } },
        End: true,
      }),
    );
    const run = await machine.run(
      {},
      { mocks: { Work: { return: { approved: true }, afterSeconds: 7_200, submitted: { MessageId: 'm' } } } },
    );
    expect(run).toMatchObject({ output: { approved: true }, virtualDurationMs: 7_200_000 });
    expect(run.history.map(({ type }) => type).slice(2, 6)).toEqual([
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
    ]);
    expect(run.history[4]?.taskSubmittedEventDetails?.output).toBe('{"MessageId":"m"}');
  });

  it('waits for the end of an execution that it started', async () => {
    const machine = testMachine(
      oneTask({
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Parameters: { StateMachineArn: 'arn:aws:states:test:000000000000:stateMachine:child' },
        End: true,
      }),
    );
    const ended = { Status: 'SUCCEEDED', Output: { Arg1: 'argument1' } };
    const run = await machine.run(
      {},
      { mocks: { Work: { return: ended, submitted: { ExecutionArn: 'e' } } } },
    );
    expect(run.output).toEqual(ended);
    expect(run.history.map(({ type }) => type)).toContain('TaskSubmitted');
  });

  it('lets a worker of a name take an activity, from when its time counts', async () => {
    const machine = testMachine(
      oneTask({
        Type: 'Task',
        Resource: 'arn:aws:states:test:000000000000:activity:inspect',
        TimeoutSeconds: 5,
        End: true,
      }),
    );
    const run = await machine.run({}, { mocks: { Work: { never: true, worker: 'Ada' } } });
    expect(run.history[3]?.activityStartedEventDetails?.workerName).toBe('Ada');
    expect(run).toMatchObject({ error: 'States.Timeout', virtualDurationMs: 5_000 });
  });
});

describe('mocks that are functions', () => {
  const machine = testMachine(
    oneTask({
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'greet:live', 'Payload.$': '$' },
      End: true,
    }),
  );

  it('stand in for a function: they take the payload, and lambda:invoke wraps what they answer', async () => {
    const greet = async ({ name }: { name: string }) => ({ text: `hello ${name}` });
    const run = await machine.run({ name: 'Ada' }, { functions: { greet } });
    expect(run.output).toMatchObject({ StatusCode: 200, Payload: { text: 'hello Ada' } });
  });

  it('stand in for a state: they take its parameters, and their answer is the result', async () => {
    const asked: unknown[] = [];
    const run = await machine.run(
      { name: 'Ada' },
      { mocks: { Work: (input, task) => void asked.push(input, task.invocation, task.now.toISOString()) } },
    );
    expect(run.output).toBeNull();
    expect(asked).toEqual([
      { FunctionName: 'greet:live', Payload: { name: 'Ada' } },
      0,
      '2026-01-01T00:00:00.000Z',
    ]);
  });

  it('fail their task by what they throw, under its name', async () => {
    class LinkDropped extends Error {}
    const run = await machine.run(
      {},
      {
        functions: {
          greet: () => {
            throw new LinkDropped('no frame');
          },
        },
      },
    );
    expect(run).toMatchObject({ status: 'FAILED', error: 'LinkDropped' });
    expect(JSON.parse(run.cause ?? '')).toEqual({ errorType: 'LinkDropped', errorMessage: 'no frame' });
  });

  it('choose to be late', async () => {
    const run = await machine.run(
      {},
      { functions: { greet: () => outcome({ return: 'late', afterSeconds: 9 }) } },
    );
    expect(run.virtualDurationMs).toBe(9_000);
    expect(run.output).toMatchObject({ Payload: 'late' });
  });

  it('are refused for an answer that is no JSON', async () => {
    const run = machine.run({}, { functions: { greet: () => 1n } });
    await expect(run).rejects.toMatchObject({ code: 'mock-invalid' });
  });
});

describe('branches and iterations', () => {
  it('run all branches of a Parallel side by side', async () => {
    const branch = (name: string) => machineOf({ [name]: callFunction(name) });
    const machine = testMachine(
      machineOf({ Both: { Type: 'Parallel', Branches: [branch('Left'), branch('Right')], End: true } }),
    );
    const run = await machine.run(
      {},
      { mocks: { Left: { return: 'l', afterSeconds: 30 }, Right: { return: 'r', afterSeconds: 20 } } },
    );
    expect(run).toMatchObject({ output: ['l', 'r'], virtualDurationMs: 30_000 });
  });

  it('count the answers of a mock through all iterations and retries, as Step Functions Local does', async () => {
    const retry = [{ ErrorEquals: ['Boom'], IntervalSeconds: 1, MaxAttempts: 2 }];
    const machine = testMachine(
      machineOf({
        Each: {
          Type: 'Map',
          MaxConcurrency: 1,
          ItemProcessor: machineOf({ Call: callFunction('call', { Retry: retry, End: true }) }),
          End: true,
        },
      }),
    );
    const answers = [{ throw: { error: 'Boom' } }, { return: 'idx1' }, { return: 'idx2' }];
    const run = await machine.run([1, 2], { mocks: { Call: answers } });
    expect(run.output).toEqual(['idx1', 'idx2']);
  });
});

describe('tasks without an answer', () => {
  const machine = testMachine(oneTask(callFunction('greet')));

  it('name their state, their resource, and every way to mock them', async () => {
    await expect(machine.run()).rejects.toMatchObject({
      code: 'mock-missing',
      message: expect.stringMatching(
        /The task 'Work' \(arn:aws:lambda:.*:function:greet\)[\s\S]*mocks: \{ "Work"[\s\S]*functions: \{ "greet"[\s\S]*resources: \{/,
      ),
    });
  });

  it('say which answer of a list is missing', async () => {
    const loop = testMachine(
      machineOf({
        Work: callFunction('greet', { Next: 'Again' }),
        Again: {
          Type: 'Choice',
          Choices: [{ Variable: '$', StringEquals: 'more', Next: 'Work' }],
          Default: 'Done',
        },
        Done: { Type: 'Succeed' },
      }),
    );
    await expect(loop.run({}, { mocks: { Work: [{ return: 'more' }] } })).rejects.toMatchObject({
      code: 'mock-exhausted',
      message: expect.stringContaining("The task 'Work' asked mocks.Work for its answer number 1 (from 0)"),
    });
  });

  it.each([['hello'], [null], [{}], [{ retrun: 1 }], [[{ return: 1 }, 7]], [{ return: 1, never: true }]])(
    'are told from mocks that are none: %j',
    async (mock) => {
      const untyped = { mocks: { Work: mock } } as unknown as RunOptions;
      await expect(machine.run({}, untyped)).rejects.toMatchObject({
        code: 'mock-invalid',
        message:
          'mocks.Work must answer { return: … }, { throw: { error } } or { never: true }, or be a function.',
      });
    },
  );

  it('are not the only ones to be found: a mock for a state that is not there is refused', async () => {
    await expect(machine.run({}, { mocks: { Wrok: { return: 1 } } })).rejects.toMatchObject({
      code: 'mock-unknown',
      message: 'mocks["Wrok"] is for a Task state that the definition does not have. Its Task states: Work.',
    });
  });
});
