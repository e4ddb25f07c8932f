import type { StateMachineRecord } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { memoryRegistry, passDefinition, ROLE } from '../test/memory-registry.ts';
import { createActivity } from './activity/create-activity.ts';
import { createStateMachineAlias } from './alias/create-state-machine-alias.ts';
import type { RegistryView } from './registry-view.ts';
import { requireName } from './resource-name.ts';
import { createStateMachine } from './state-machine/create-state-machine.ts';
import { tagResource } from './tags/tag-resource.ts';
import { publishVersion } from './version/publish-version.ts';

const ARN = 'arn:aws:states:dallas:000000000000:stateMachine:orders';
const tags = (count: number, prefix = 'k') =>
  Array.from({ length: count }, (_, index) => ({ key: `${prefix}${index}`, value: 'v' }));

function withOrders() {
  const registry = memoryRegistry();
  registry.do(createStateMachine, {
    name: 'orders',
    definition: passDefinition('1'),
    roleArn: ROLE,
    publish: true,
  });
  return registry;
}

/** The record of `orders`, changed as a test needs it. */
function orders(view: RegistryView, change: Partial<StateMachineRecord>): StateMachineRecord {
  const record = view.stateMachine('orders');
  if (record === undefined) throw new Error('there is no state machine orders');
  return { ...record, ...change };
}

describe('what a state machine has at most', () => {
  it('1,000 versions', () => {
    const { view, context } = withOrders();
    const versions = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ version: index + 1, revisionId: 'old', createdAt: 1 }));
    const room = orders(view, { versions: versions(999), nextVersion: 1_000 });
    expect(publishVersion(room, undefined, context()).version).toBe(1_000);
    const full = orders(view, { versions: versions(1_000), nextVersion: 1_001 });
    expect(() => publishVersion(full, undefined, context())).toThrow(
      expect.objectContaining({ name: 'ServiceQuotaExceededException' }),
    );
  });

  it('100 aliases', () => {
    const registry = withOrders();
    const routingConfiguration = [{ stateMachineVersionArn: `${ARN}:1`, weight: 100 }];
    for (let count = 0; count < 100; count += 1) {
      registry.do(createStateMachineAlias, { name: `a${count}`, routingConfiguration });
    }
    // One that is there already needs no room.
    registry.do(createStateMachineAlias, { name: 'a0', routingConfiguration });
    expect(() => registry.do(createStateMachineAlias, { name: 'one-more', routingConfiguration })).toThrow(
      expect.objectContaining({ name: 'ServiceQuotaExceededException' }),
    );
  });

  it('50 tags, and so does an activity', () => {
    const registry = withOrders();
    registry.do(tagResource, { resourceArn: ARN, tags: tags(50) });
    registry.do(tagResource, { resourceArn: ARN, tags: tags(50) });
    const tooMany = expect.objectContaining({ name: 'TooManyTags' });
    expect(() => registry.do(tagResource, { resourceArn: ARN, tags: tags(1, 'other') })).toThrow(tooMany);
    expect(() => registry.do(createActivity, { name: 'inspect', tags: tags(51) })).toThrow(tooMany);
  });

  it('a name of 80 characters', () => {
    expect(requireName('n'.repeat(80))).toHaveLength(80);
    expect(() => requireName('n'.repeat(81))).toThrow(expect.objectContaining({ name: 'InvalidName' }));
    expect(() => requireName('')).toThrow(expect.objectContaining({ name: 'InvalidName' }));
  });
});
