import type { RecordMark } from '@edgestep/engine';
import { describe, expect, it } from 'vitest';

import { committedPosition } from './committed-position.ts';

const SOON_MS = 10;
const durable: RecordMark = { sequence: 7, epoch: 2 };

const settled = { readPosition: async () => durable, durable };
const stalled = { readPosition: () => new Promise<never>(() => {}), durable };

function notAsked(): Promise<never> {
  throw new Error('nobody should ask');
}

describe('how far the owner of a partition has committed', () => {
  it('is what it knows, without a look into the log, when its appends are settled', async () => {
    expect(await committedPosition(settled, notAsked)).toEqual(durable);
  });

  it('is nothing when another node may own the partition by now', async () => {
    const former = { readPosition: async () => undefined, durable: undefined };
    expect(await committedPosition(former, notAsked)).toBeUndefined();
    const last = async () => durable;
    expect(await committedPosition({ ...stalled, durable: undefined }, last, SOON_MS)).toBeUndefined();
  });

  it('is what the log has when an append is not settled: others may have seen it there', async () => {
    const last = { sequence: 8, epoch: 2 };
    expect(await committedPosition(stalled, async () => last, SOON_MS)).toEqual(last);
  });

  it('is what the owner knows to be durable when a leader lags behind that', async () => {
    expect(await committedPosition(stalled, async () => ({ sequence: 6, epoch: 2 }), SOON_MS)).toEqual(
      durable,
    );
  });

  it('is not known when the log does not answer either', async () => {
    const away = () => Promise.reject(new Error('no leader'));
    expect(await committedPosition(stalled, away, SOON_MS)).toBeUndefined();
  });
});
