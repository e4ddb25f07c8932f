import { describe, expect, it } from 'vitest';

import { distributedMap, machineOf, map, task } from '../../../test/definitions.ts';
import { errorsOf } from '../../../test/findings-of.ts';

const schema = 'SCHEMA_VALIDATION_FAILED';
const waiting = task({
  Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  Parameters: { QueueUrl: 'https://sqs.example.org/q', MessageBody: 'm' },
});
const activity = task({ Resource: 'arn:aws:states:los-angeles:000000000000:activity:scan' });

describe('an Express state machine', () => {
  it('has no tasks that wait for a token, a job or an activity', () => {
    expect(errorsOf(machineOf(waiting), 'EXPRESS')).toEqual([
      `${schema}: Express state machine does not support '.waitForTaskToken' service integration  at /States/State/Resource`,
    ]);
    const job = task({
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Parameters: { 'StateMachineArn.$': '$.arn' },
    });
    expect(errorsOf(machineOf(job), 'EXPRESS')).toEqual([
      `${schema}: Express state machine does not support '.sync' service integration  at /States/State/Resource`,
    ]);
    expect(errorsOf(machineOf(activity), 'EXPRESS')).toEqual([
      `${schema}: Express state machine does not support Activity ARN at /States/State/Resource`,
    ]);
  });

  it('may call a function whose name ends like that', () => {
    const called = task({ Resource: 'arn:aws:lambda:us-east-1:000000000000:function:file-sync' });
    expect(errorsOf(machineOf(called), 'EXPRESS')).toEqual([]);
  });

  it('starts no distributed Map', () => {
    expect(errorsOf(machineOf(distributedMap()), 'EXPRESS')).toEqual([
      `${schema}: The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines at /States/State/ItemProcessor/ProcessorConfig/Mode`,
    ]);
  });

  it('is the same within branches and iterations', () => {
    const inner = { StartAt: 'In', States: { In: waiting } };
    expect(errorsOf(machineOf(map({ ItemProcessor: inner })), 'EXPRESS')).toHaveLength(1);
  });
});

describe('a Standard state machine', () => {
  it('may wait for everything', () => {
    expect(errorsOf(machineOf(waiting))).toEqual([]);
    expect(errorsOf(machineOf(activity))).toEqual([]);
  });

  it('may not in the Express children of a distributed Map', () => {
    const processor = (ExecutionType: string) => ({
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType },
      StartAt: 'In',
      States: { In: waiting },
    });
    expect(errorsOf(machineOf(map({ ItemProcessor: processor('EXPRESS') })))).toHaveLength(1);
    expect(errorsOf(machineOf(map({ ItemProcessor: processor('STANDARD') })))).toEqual([]);
  });
});
