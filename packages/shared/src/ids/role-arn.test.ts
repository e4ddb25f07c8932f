import { describe, expect, it } from 'vitest';

import { requireRoleArn } from './role-arn.ts';

describe('the ARN of an execution role', () => {
  it.each(['arn:aws:iam::000000000000:role/orders', 'arn:aws-cn:iam::123456789012:role/service-role/orders'])(
    '%s',
    (text) => {
      expect(requireRoleArn(text)).toBe(text);
    },
  );

  it.each([
    '',
    'orders',
    'arn:aws:iam::000000000000:role/',
    'arn:aws:iam::aws:policy/AWSBatchFullAccess',
    'arn:aws:iam::000000000000:user/me',
    'arn:aws:states:dallas:000000000000:stateMachine:orders',
  ])('is not %j', (text) => {
    expect(() => requireRoleArn(text)).toThrow(`Invalid Role Arn: '${text}'`);
  });
});
