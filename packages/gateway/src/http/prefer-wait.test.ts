import { describe, expect, it } from 'vitest';

import { preferredWaitMs } from './prefer-wait.ts';

describe('the preference to wait (RFC 7240)', () => {
  it.each([
    ['wait=10', 10_000],
    ['respond-async, wait=10', 10_000],
    ['Wait = "3" ; foo=bar', 3_000],
    [['handling=lenient', 'wait=1'], 1_000],
    ['wait=0', 0],
    ['wait=86400', 60_000],
  ])('%j', (prefer, waitMs) => {
    expect(preferredWaitMs(prefer)).toBe(waitMs);
  });

  it.each([
    undefined,
    '',
    'respond-async',
    'wait',
    'wait=',
    'wait=soon',
    'wait=-1',
    'await=3',
    'wait=99999999999',
  ])('is none: %j', (prefer) => {
    expect(preferredWaitMs(prefer)).toBeUndefined();
  });
});
