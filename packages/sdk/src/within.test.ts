import { describe, expect, it } from 'vitest';

import { within } from './within.ts';

describe('waiting within a time', () => {
  it('tells whether the work ended, well or badly', async () => {
    await expect(within(10_000, Promise.resolve('done'))).resolves.toBe(true);
    await expect(within(10_000, Promise.reject(new Error('failed')))).resolves.toBe(true);
    await expect(within(5, new Promise(() => undefined))).resolves.toBe(false);
  });
});
