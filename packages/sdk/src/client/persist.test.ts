import { describe, expect, it } from 'vitest';

import { EdgestepApiError, UNREACHABLE } from './api-error.ts';
import { persist } from './persist.ts';

const backoff = { baseMs: 1, capMs: 2 };
const away = new EdgestepApiError(UNREACHABLE, 'nobody there', { status: 0 });
const broken = new EdgestepApiError('InternalServerError', 'broken', { status: 500 });
const refused = new EdgestepApiError('InvalidArn', 'no', { status: 400 });

/** Fails with these errors, one a try, and then answers. */
function failing(...errors: Error[]) {
  const tries = { count: 0 };
  const work = async (): Promise<string> => {
    tries.count += 1;
    const error = errors[tries.count - 1];
    if (error !== undefined) throw error;
    return 'answered';
  };
  return { work, tries };
}

describe('persisting', () => {
  it('tries again while the service is away', async () => {
    const { work, tries } = failing(away, broken, away);
    await expect(persist(work, { backoff })).resolves.toBe('answered');
    expect(tries.count).toBe(4);
  });

  it('takes a refusal for an answer', async () => {
    const { work, tries } = failing(away, refused);
    await expect(persist(work, { backoff })).rejects.toBe(refused);
    expect(tries.count).toBe(2);
  });

  it('ends with what failed last when the service stays away', async () => {
    const { work } = failing(...Array.from({ length: 1_000 }, () => away));
    await expect(persist(work, { backoff, giveUpAfterMs: 20 })).rejects.toBe(away);
  });

  it('ends with its signal', async () => {
    const { work } = failing(away, away);
    const slowly = { baseMs: 1e9, capMs: 1e9 };
    const signal = AbortSignal.timeout(20);
    await expect(persist(work, { backoff: slowly, signal })).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
