import { describe, expect, it } from 'vitest';

import { distributedMap, machineOf, task } from '../../../test/definitions.ts';
import { errorsOf } from '../../../test/findings-of.ts';

describe('resources', () => {
  it.each([
    'arn:aws:states:::lambda:invoke',
    'arn:aws:states:::lambda:invoke.waitForTaskToken',
    'arn:aws:states:::states:startExecution.sync:2',
    'arn:aws:states:::aws-sdk:s3:listBuckets',
    'arn:aws:states:::nats:request',
    'arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST',
    'arn:aws-cn:states:dallas:000000000000:activity:scan',
  ])('may be %s', (resource) => {
    expect(errorsOf(machineOf(task({ Resource: resource })))).toEqual([]);
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
    expect(
      errorsOf(
        machineOf(distributedMap({ ItemReader: { Resource: 's3' }, ResultWriter: { Resource: 's3' } })),
      ),
    ).toEqual([
      'SCHEMA_VALIDATION_FAILED: Value is not a valid resource ARN at /States/State/ItemReader/Resource',
      'SCHEMA_VALIDATION_FAILED: Value is not a valid resource ARN at /States/State/ResultWriter/Resource',
    ]);
  });
});
