import { describe, expect, it } from 'vitest';

import { createTaskTokenSealer } from './task-token-sealer.ts';

const address = {
  executionArn: 'arn:aws:states:dallas:000000000000:execution:orders:o-1',
  frame: 3,
  taskId: 17,
};

describe('task tokens', () => {
  const sealer = createTaskTokenSealer(Buffer.alloc(32, 1));

  it('lead back to their task', () => {
    expect(sealer.open(sealer.seal(address))).toEqual(address);
  });

  it('are the same for the same task, so that a repeated hand-out stays answerable', () => {
    expect(sealer.seal(address)).toBe(sealer.seal({ ...address }));
  });

  it('of another zone are no tokens here', () => {
    const other = createTaskTokenSealer(Buffer.alloc(32, 2));
    expect(sealer.open(other.seal(address))).toBeUndefined();
  });

  it.each([
    ['', 'nothing'],
    ['not a token', 'text'],
    ['AAAA', 'too short'],
  ])('%j is no token: %s', (token) => {
    expect(sealer.open(token)).toBeUndefined();
  });

  it('notice a changed byte anywhere', () => {
    const bytes = Buffer.from(sealer.seal(address), 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(sealer.open(changed.toString('base64url'))).toBeUndefined();
    }
  });

  it('are one text each: nothing is passed over', () => {
    const token = sealer.seal(address);
    for (const other of [`${token}x`, `${token}=`, ` ${token}`, token.replace('-', '+')]) {
      expect(sealer.open(other)).toEqual(other === token ? address : undefined);
    }
  });

  it('stay within the 2,048 characters of the API for the longest names', () => {
    const machine = 'm'.repeat(80);
    const name = 'e'.repeat(80);
    const executionArn = `arn:aws:states:${'z'.repeat(63)}:000000000000:execution:${machine}:${name}`;
    expect(sealer.seal({ executionArn, frame: 999_999_999, taskId: 24_999 }).length).toBeLessThan(2_048);
  });
});
