import { describe, expect, it } from 'vitest';

import { fullJitterMs, sleep } from './backoff.ts';

describe('a backoff with full jitter', () => {
  const policy = { baseMs: 100, capMs: 1_000 };

  it('doubles its bound with every failed attempt, up to the cap', () => {
    const bounds = [0, 1, 2, 3, 4, 50].map((attempt) => fullJitterMs(policy, attempt, 0.999_999));
    expect(bounds).toEqual([99, 199, 399, 799, 999, 999]);
  });

  it('draws from the whole range down to nothing', () => {
    expect(fullJitterMs(policy, 3, 0)).toBe(0);
    expect(fullJitterMs(policy, 3, 0.5)).toBe(400);
  });
});

describe('a sleep', () => {
  it('ends early with the reason of the signal', async () => {
    const controller = new AbortController();
    const asleep = sleep(60_000, controller.signal);
    controller.abort(new Error('enough'));
    await expect(asleep).rejects.toThrow('enough');
  });

  it('does not begin under a signal that is aborted already', async () => {
    await expect(sleep(60_000, AbortSignal.abort(new Error('never')))).rejects.toThrow('never');
  });

  it('leaves no listener behind', async () => {
    const { signal } = new AbortController();
    const added: string[] = [];
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => (added.push('+'), add(...args));
    signal.removeEventListener = (...args: Parameters<typeof remove>) => (added.push('-'), remove(...args));
    await sleep(1, signal);
    expect(added).toEqual(['+', '-']);
  });
});
