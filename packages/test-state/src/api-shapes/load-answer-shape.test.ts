import type { TaskTarget } from '@edgestep/shared';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import type { ServiceShapes } from './api-shapes.ts';
import { loadAnswerShape } from './load-answer-shape.ts';
import { shapeOffence } from './shape-offence.ts';

function call(service: string, action: string, pattern: 'request-response' | 'sync' = 'request-response') {
  const target: TaskTarget = { family: 'service', resource: '', service, action, pattern };
  return loadAnswerShape(target);
}

describe('the shape of what an operation answers', () => {
  it.each([
    ['states', 'startExecution', 'StartExecutionOutput'],
    ['aws-sdk:sfn', 'startExecution', 'StartExecutionOutput'],
    ['events', 'putEvents', 'PutEventsResponse'],
    ['aws-sdk:eventbridge', 'putEvents', 'PutEventsResponse'],
    ['emr-serverless', 'startJobRun', 'StartJobRunResponse'],
    ['bedrock', 'invokeModel', 'InvokeModelResponse'],
    ['aws-sdk:cloudwatchlogs', 'putLogEvents', 'PutLogEventsResponse'],
  ])('%s:%s', async (service, action, root) => {
    expect(await call(service, action)).toMatchObject({ root });
  });

  it('names members as Step Functions does', async () => {
    const shape = await call('states', 'startExecution');
    expect(shape?.shapes.StartExecutionOutput).toMatchObject({ required: ['ExecutionArn', 'StartDate'] });
  });

  it.each([
    ['a service that is not known here', 'nats', 'request'],
    ['an operation that the service does not have', 'lambda', 'fly'],
    ['a member of every object', 'lambda', 'constructor'],
    ['an integration without an API of its own', 'http', 'invoke'],
    ['a path', 'aws-sdk:../../../package', 'x'],
  ])('is not known of %s', async (_, service, action) => {
    expect(await call(service, action)).toBeUndefined();
  });

  it.each(['startExecution.sync', 'startExecution.sync:2'])(
    'of an execution that is waited for describes it: %s',
    async (action) => {
      const shape = await call('states', action, 'sync');
      expect(shape).toMatchObject({ root: 'DescribeExecutionOutput' });
      expect(shapeOffence({ Output: { a: 1 } }, shape!, 'PRESENT')).toBe("Field 'Output' must be a string");
    },
  );

  it('is not known of another job that is waited for, nor of functions and activities', async () => {
    expect(await call('batch', 'submitJob.sync', 'sync')).toBeUndefined();
    expect(await loadAnswerShape({ family: 'function', resource: '', functionName: 'f' })).toBeUndefined();
    expect(await loadAnswerShape({ family: 'activity', resource: '', activityArn: '' })).toBeUndefined();
  });

  it('is whole for every service: each shape that is named is there', async () => {
    const data = new URL('../../data/', import.meta.url);
    const files = readdirSync(data).filter((name) => name.endsWith('.json'));
    const missing: string[] = [];
    for (const file of files) {
      const service = JSON.parse(readFileSync(new URL(file, data), 'utf8')) as ServiceShapes;
      for (const name of namedIn(service)) {
        if (!Object.hasOwn(service.shapes, name)) missing.push(`${file}: ${name}`);
      }
    }
    expect(files.length).toBeGreaterThan(40);
    expect(missing).toEqual([]);
  });
});

function namedIn({ operations, shapes }: ServiceShapes): readonly string[] {
  const within = Object.values(shapes).flatMap((shape) => {
    if (shape.type === 'structure') return Object.values(shape.members);
    if (shape.type === 'list') return [shape.member];
    return shape.type === 'map' ? [shape.value] : [];
  });
  return [...Object.values(operations), ...within];
}
