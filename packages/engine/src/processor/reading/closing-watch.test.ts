import { getEventListeners } from 'node:events';

import { describe, expect, it } from 'vitest';

import { createClosingWatch } from './closing-watch.ts';

describe('the watch for closings', () => {
  it('wakes who waits for an execution when it closes, and nobody else', async () => {
    const watch = createClosingWatch();
    const { signal } = new AbortController();
    const woken: string[] = [];
    const waits = ['arn:a', 'arn:a', 'arn:b'].map((arn) =>
      watch.next(arn, signal).then(() => woken.push(arn)),
    );
    watch.closed('arn:a');
    await Promise.all(waits.slice(0, 2));
    expect(woken).toEqual(['arn:a', 'arn:a']);
  });

  it('lets go of who gives up', async () => {
    const watch = createClosingWatch();
    const leaving = new AbortController();
    const waited = watch.next('arn:a', leaving.signal);
    leaving.abort();
    await expect(waited).resolves.toBeUndefined();
    await expect(watch.next('arn:a', leaving.signal)).resolves.toBeUndefined();
  });

  it('leaves nothing behind at a signal that lives on', async () => {
    const watch = createClosingWatch();
    const { signal } = new AbortController();
    const waited = watch.next('arn:a', signal);
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    watch.closed('arn:a');
    await waited;
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
