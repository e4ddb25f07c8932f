import type { TaskPattern, TaskTarget } from '@edgestep/shared';
import { expect, it } from 'vitest';

import { taskTargetOf } from './task-target.ts';

function service(name: string, action: string, pattern: TaskPattern): Partial<TaskTarget> {
  return { family: 'service', service: name, action, pattern };
}

it.each<[string, Partial<TaskTarget>]>([
  [
    'arn:aws:lambda:dallas:000000000000:function:count-cars',
    { family: 'function', functionName: 'count-cars' },
  ],
  [
    'arn:aws:lambda:us-east-1:000000000000:function:count-cars:live',
    { family: 'function', functionName: 'count-cars' },
  ],
  ['arn:aws-us-gov:lambda:us-gov-west-1:000000000000:function:f', { family: 'function', functionName: 'f' }],
  ['arn:aws:states:::lambda:invoke', service('lambda', 'invoke', 'request-response')],
  [
    'arn:aws:states:::lambda:invoke.waitForTaskToken',
    service('lambda', 'invoke.waitForTaskToken', 'wait-for-task-token'),
  ],
  ['arn:aws:states:::states:startExecution.sync', service('states', 'startExecution.sync', 'sync')],
  ['arn:aws:states:::states:startExecution.sync:2', service('states', 'startExecution.sync:2', 'sync:2')],
  [
    'arn:aws:states:::aws-sdk:sfn:sendTaskSuccess',
    service('aws-sdk:sfn', 'sendTaskSuccess', 'request-response'),
  ],
  ['arn:aws:states:::nats:publish', service('nats', 'publish', 'request-response')],
])('%s', (resource, target) => {
  expect(taskTargetOf(resource)).toEqual({ resource, ...target });
});

it('an activity is named by its ARN', () => {
  const resource = 'arn:aws:states:dallas:000000000000:activity:approve';
  expect(taskTargetOf(resource)).toEqual({ family: 'activity', resource, activityArn: resource });
});

it('a resource of no known form is a service that nobody offers', () => {
  const resource = 'arn:aws:unknown:dallas:000000000000:thing';
  expect(taskTargetOf(resource)).toEqual({ resource, ...service(resource, '', 'request-response') });
});
