import type { JsonObject } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { distributedMap, machineOf, task } from '../../../test/definitions.ts';
import { errorsOf } from '../../../test/findings-of.ts';

describe('resources', () => {
  it.each<[string, JsonObject | undefined]>([
    ['arn:aws:states:::lambda:invoke', { FunctionName: 'f' }],
    ['arn:aws-us-gov:states:::lambda:invoke.waitForTaskToken', { FunctionName: 'f' }],
    ['arn:aws:states:::states:startExecution.sync:2', { 'StateMachineArn.$': '$.arn' }],
    ['arn:aws:states:::aws-sdk:s3:listBuckets', {}],
    ['arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken', {}],
    ['arn:aws:states:::emr-serverless:startJobRun.sync', {}],
    ['arn:aws:states:::athena:anythingNew.sync', {}],
    ['arn:aws:states:::nats:request', { Subject: 's' }],
    ['arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST', undefined],
    ['arn:aws-cn:states:dallas:000000000000:activity:scan', undefined],
    ['arn:aws:sqs:us-east-1:000000000000:queue', undefined],
  ])('may be %s', (Resource, Parameters) => {
    const fields: JsonObject = Parameters === undefined ? {} : { Parameters };
    expect(errorsOf(machineOf(task({ Resource, ...fields })))).toEqual([]);
  });

  it.each([
    'arn:aws:states:::nosuch:thing',
    'arn:aws:states:::toString:invoke',
    'arn:aws:states:::lambda:invokeAsync',
    'arn:aws:states:::lambda:invoke.sync',
    'arn:aws:states:::states:startExecution.sync:3',
    'arn:aws:states:::glue:startJobRun.sync:2',
    'arn:aws:states:::glue:startJobRun.waitForTaskToken',
    'arn:aws:states:::aws-sdk:s3:listBuckets.sync',
    'arn:aws:states:::dynamodb:scan',
    'arn:aws:states:::bedrock-agentcore:invokeHarness.sync',
    'arn:aws:states:::nats:publish.later',
    'arn:aws:states:::nats',
  ])('may not be what nobody knows: %s', (resource) => {
    expect(errorsOf(machineOf(task({ Resource: resource, Parameters: {} })))).toEqual([
      `SCHEMA_VALIDATION_FAILED: The resource provided ${resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. at /States/State/Resource`,
    ]);
  });

  it.each(['', 'create', 'arn:aws:lambda', 'https://example.org', 'arn:aws:states::: '])(
    'may not be %j',
    (resource) => {
      expect(errorsOf(machineOf(task({ Resource: resource })))).toEqual([
        'SCHEMA_VALIDATION_FAILED: Value is not a valid resource ARN at /States/State/Resource',
      ]);
    },
  );

  it('of readers and writers are ARNs too', () => {
    const ResultWriter = { Resource: 's3', Parameters: { Bucket: 'b' } };
    expect(errorsOf(machineOf(distributedMap({ ItemReader: { Resource: 's3' }, ResultWriter })))).toEqual([
      'SCHEMA_VALIDATION_FAILED: Value is not a valid resource ARN at /States/State/ItemReader/Resource',
      'SCHEMA_VALIDATION_FAILED: Value is not a valid resource ARN at /States/State/ResultWriter/Resource',
    ]);
  });

  it.each<[string, readonly string[]]>([
    ['arn:aws:states:::s3:getObject', []],
    ['arn:aws-cn:states:::s3:listObjectsV2', []],
    [
      'arn:aws:states:::s3:headObject',
      [
        "SCHEMA_VALIDATION_FAILED: The field 'Resource' does not match any of the allowed values at /States/State/ItemReader/Resource",
      ],
    ],
  ])('of readers are two: %s', (resource, findings) => {
    const ItemReader = { Resource: resource, Parameters: { Bucket: 'b', Key: 'k' } };
    expect(errorsOf(machineOf(distributedMap({ ItemReader })))).toEqual(findings);
  });
});
