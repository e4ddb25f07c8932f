import { describe, expect, it } from 'vitest';

import { memoryRegistry } from '../../test/memory-registry.ts';
import { createActivity } from './create-activity.ts';
import { describeActivity } from './describe-activity.ts';

const ARN = 'arn:aws:states:dallas:000000000000:activity:pack';
const ownKey = { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: 'key' } as const;

describe('creating an activity', () => {
  it('again answers what the first call did', () => {
    const registry = memoryRegistry();
    const first = registry.do(createActivity, { name: 'pack' });
    const again = { name: 'pack', encryptionConfiguration: { type: 'AWS_OWNED_KEY' } } as const;
    expect(registry.do(createActivity, again)).toEqual(first);
    expect(registry.do(createActivity, { name: 'pack', tags: [{ key: 'a', value: 'b' }] })).toEqual(first);
  });

  it('again with another key is refused', () => {
    const registry = memoryRegistry();
    registry.do(createActivity, { name: 'pack' });
    const again = { name: 'pack', encryptionConfiguration: ownKey };
    expect(() => registry.do(createActivity, again)).toThrow(
      expect.objectContaining({
        name: 'ActivityAlreadyExists',
        message: `Activity Already Exists: '${ARN}'`,
      }),
    );
  });

  it('keeps the key that was named', () => {
    const registry = memoryRegistry();
    registry.do(createActivity, { name: 'pack', encryptionConfiguration: ownKey });
    const described = describeActivity(registry.view, { activityArn: ARN }, registry.context());
    expect(described.encryptionConfiguration).toEqual(ownKey);
  });

  it('refuses a key of one’s own that is not named', () => {
    const encryptionConfiguration = { type: 'CUSTOMER_MANAGED_KMS_KEY' } as const;
    expect(() => memoryRegistry().do(createActivity, { name: 'pack', encryptionConfiguration })).toThrow(
      expect.objectContaining({ name: 'InvalidEncryptionConfiguration' }),
    );
  });
});
