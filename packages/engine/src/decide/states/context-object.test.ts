import { describe, expect, it } from 'vitest';

import { blockOf, callingTask, jsonataMachine, passing } from '../../../test/definitions.ts';
import { EXECUTION_ARN } from '../../../test/events.ts';
import { runInMemory } from '../../../test/run-in-memory.ts';

const execution = {
  Id: EXECUTION_ARN,
  Input: { a: 1 },
  Name: 'one',
  RedriveCount: 0,
  RoleArn: 'arn:aws:iam::000000000000:role/orders',
  StartTime: '2026-01-01T00:00:00.000Z',
};
const stateMachine = { Id: 'arn:aws:states:dallas:000000000000:stateMachine:orders', Name: 'orders' };

describe('the context object', () => {
  it('tells of the execution, the state machine and the state', async () => {
    const machine = blockOf({
      Sleep: { Type: 'Wait', Seconds: 3, Next: 'Show' },
      Show: passing({ InputPath: '$$' }),
    });
    expect((await runInMemory(machine, { input: { a: 1 } })).output).toEqual({
      Execution: execution,
      StateMachine: stateMachine,
      State: { Name: 'Show', EnteredTime: '2026-01-01T00:00:03.000Z' },
    });
  });

  it('counts the retries of states that can be tried again', async () => {
    const machine = blockOf({ Call: callingTask({ InputPath: '$$.State' }) });
    expect((await runInMemory(machine)).output).toEqual({
      Name: 'Call',
      EnteredTime: '2026-01-01T00:00:00.000Z',
      RetryCount: 0,
    });
  });

  it('is $states.context on JSONata', async () => {
    const machine = jsonataMachine({ Show: passing({ Output: '{% $states.context.Execution %}' }) });
    expect((await runInMemory(machine, { input: { a: 1 } })).output).toEqual(execution);
  });

  it('counts no redrives of an Express execution, which has none', async () => {
    const machine = blockOf({ Show: passing({ InputPath: '$$.Execution' }) });
    const { output } = await runInMemory(machine, { input: { a: 1 }, type: 'EXPRESS' });
    const { RedriveCount: _none, ...shown } = execution;
    expect(output).toEqual(shown);
  });
});
