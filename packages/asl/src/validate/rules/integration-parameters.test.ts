import type { JsonObject } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { jsonataMachineOf, machineOf, task } from '../../../test/definitions.ts';
import { errorsOf } from '../../../test/findings-of.ts';

const INVOKE = 'arn:aws:states:::lambda:invoke';
const START = 'arn:aws:states:::states:startExecution';
const missing = (name: string, field: string): string =>
  `SCHEMA_VALIDATION_FAILED: The field '${name}' is required but was missing at /States/State/${field}`;
const unknown = (name: string, field: string): string =>
  `SCHEMA_VALIDATION_FAILED: The field "${name}" is not supported by Step Functions at /States/State/${field}`;

describe('what a task hands to an integration', () => {
  it.each<[string, JsonObject]>([
    [INVOKE, { FunctionName: 'count', LogType: 'Tail', Qualifier: 'live' }],
    [INVOKE, { 'FunctionName.$': '$.function', 'Payload.$': '$' }],
    [`${INVOKE}.waitForTaskToken`, { FunctionName: 'ask', Payload: {} }],
    [`${START}.sync:2`, { StateMachineArn: 'arn:aws:states:z:0:stateMachine:m', Input: {}, Name: 'n' }],
    ['arn:aws:states:::dynamodb:putItem', { TableName: 't', 'Item.$': '$' }],
    ['arn:aws:states:::nats:publish', { Subject: 's', Payload: 1 }],
    ['arn:aws:states:::aws-sdk:s3:listBuckets', {}],
  ])('is enough to call it: %s with %j', (Resource, Parameters) => {
    expect(errorsOf(machineOf(task({ Resource, Parameters })))).toEqual([]);
  });

  it.each<[string, JsonObject, readonly string[]]>([
    [INVOKE, { Payload: {} }, ['FunctionName']],
    [`${INVOKE}.waitForTaskToken`, {}, ['FunctionName']],
    [`${START}.sync`, { Input: {} }, ['StateMachineArn']],
    ['arn:aws:states:::sqs:sendMessage', {}, ['QueueUrl', 'MessageBody']],
    ['arn:aws:states:::ecs:runTask.sync', { Cluster: 'c' }, ['TaskDefinition']],
    ['arn:aws:states:::sns:publish', { TopicArn: 't' }, ['Message']],
    ['arn:aws:states:::dynamodb:deleteItem', {}, ['TableName', 'Key']],
    ['arn:aws:states:::nats:request', { Payload: 1 }, ['Subject']],
  ])('says what is called: %s with %j', (Resource, Parameters, names) => {
    const expected = names.map((name) => missing(name, 'Parameters'));
    expect(errorsOf(machineOf(task({ Resource, Parameters })))).toEqual(expected);
  });

  it('is there', () => {
    const refusal = (field: string, arn: string): string =>
      `SCHEMA_VALIDATION_FAILED: ${field} field is required for resource ARN: ${arn} at /States/State/Resource`;
    expect(errorsOf(machineOf(task({ Resource: INVOKE })))).toEqual([refusal('Parameters', INVOKE)]);
    expect(errorsOf(jsonataMachineOf(task({ Resource: INVOKE })))).toEqual([refusal('Arguments', INVOKE)]);
    const sdk = 'arn:aws:states:::aws-sdk:neptune:describeDBClusters';
    expect(errorsOf(machineOf(task({ Resource: sdk })))).toEqual([refusal('Parameters', sdk)]);
    expect(errorsOf(machineOf(task()))).toEqual([]);
  });

  it('has no fields that the integration does not have', () => {
    const call = { FunctionName: 'f', TaskToken: 't' };
    expect(errorsOf(machineOf(task({ Resource: INVOKE, Parameters: call })))).toEqual([
      unknown('TaskToken', 'Parameters'),
    ]);
    const start = { StateMachineArn: 'arn:aws:states:z:0:stateMachine:m', input: {} };
    expect(errorsOf(jsonataMachineOf(task({ Resource: START, Arguments: start })))).toEqual([
      unknown('input', 'Arguments'),
    ]);
  });

  it('may have a path under any name: that is looked at when the task is called', () => {
    const call = { FunctionName: 'f', 'TaskToken.$': '$$.Task.Token' };
    expect(errorsOf(machineOf(task({ Resource: INVOKE, Parameters: call })))).toEqual([]);
  });

  it('is not known before an expression is evaluated', () => {
    const written = task({ Resource: INVOKE, Arguments: '{% $states.input %}' });
    expect(errorsOf(jsonataMachineOf(written))).toEqual([]);
    const path = task({ Resource: INVOKE, Arguments: { 'FunctionName.$': '$.function' } });
    expect(errorsOf(jsonataMachineOf(path))).toContain(missing('FunctionName', 'Arguments'));
  });
});
