import { describe, expect, it } from 'vitest';

import { memoryRegistry, passDefinition, ROLE } from '../../test/memory-registry.ts';
import { createActivity } from '../activity/create-activity.ts';
import { createStateMachine } from '../state-machine/create-state-machine.ts';
import { listTagsForResource } from './list-tags-for-resource.ts';

const arn = (resource: string) => `arn:aws:states:dallas:000000000000:${resource}`;
const tags = [{ key: 'team', value: 'orders' }];

function tagged() {
  const registry = memoryRegistry();
  registry.do(createActivity, { name: 'pack', tags });
  const definition = passDefinition('1');
  registry.do(createStateMachine, { name: 'orders', definition, roleArn: ROLE, publish: true, tags });
  return registry.view;
}

describe('what carries tags', () => {
  it.each(['stateMachine:orders', 'activity:pack'])('%s', (resource) => {
    expect(listTagsForResource(tagged(), { resourceArn: arn(resource) })).toEqual({ tags });
  });

  it.each([
    ['stateMachine:orders:1', 'ResourceNotFound'],
    ['stateMachine:orders/each', 'ResourceNotFound'],
    ['stateMachine:returns', 'ResourceNotFound'],
    ['activity:unpack', 'ResourceNotFound'],
    ['execution:orders:one', 'InvalidArn'],
    ['mapRun:orders/each:one', 'InvalidArn'],
  ])('is not %s: %s', (resource, name) => {
    expect(() => listTagsForResource(tagged(), { resourceArn: arn(resource) })).toThrow(
      expect.objectContaining({ name }),
    );
  });
});
