import type { RecordMark } from '@edgestep/engine';
import { describe, expect, it } from 'vitest';

import { ReadBarrier, type ReadBarrierOptions } from './read-barrier.ts';

/** Longer than any of these tests: what passes did not wait it out. */
const LONG_MS = 3_600_000;
const SHORT_MS = 50;

/** A projection that stands at a record, and goes on when it is told to. */
class Follower {
  damage: string | undefined;
  #at: number;
  #arrived = Promise.withResolvers<void>();

  constructor(at: number) {
    this.#at = at;
  }

  isAt({ sequence }: RecordMark): boolean {
    return this.#at >= sequence;
  }

  async reached(mark: RecordMark, signal: AbortSignal): Promise<void> {
    const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    while (!this.isAt(mark) && !signal.aborted) await Promise.race([this.#arrived.promise, aborted]);
  }

  goOn(to: number): void {
    this.#at = to;
    const arrived = this.#arrived;
    this.#arrived = Promise.withResolvers();
    arrived.resolve();
  }
}

function barrier(follower: Follower, options: Partial<ReadBarrierOptions>): ReadBarrier {
  return new ReadBarrier({
    position: async () => ({ sequence: 7, epoch: 2 }),
    followerOf: () => follower,
    isStopped: () => false,
    patienceMs: LONG_MS,
    ...options,
  });
}

const unavailable = { name: 'ServiceUnavailable', message: expect.stringMatching(/partition 3 /) };

describe('the barrier that reads pass', () => {
  it('lets a read pass when the projection is where the owner is', async () => {
    await expect(barrier(new Follower(7), {}).pass(3)).resolves.toBeUndefined();
  });

  it('waits until it is', async () => {
    const follower = new Follower(5);
    const passed = barrier(follower, {}).pass(3);
    follower.goOn(6);
    follower.goOn(7);
    await expect(passed).resolves.toBeUndefined();
  });

  it('waits for an owner when there is none: the partition is on its way to another node', async () => {
    let asked = 0;
    const position = async () => (++asked < 4 ? undefined : { sequence: 7, epoch: 3 });
    await barrier(new Follower(7), { position }).pass(3);
    expect(asked).toBe(4);
  });

  it('refuses the read when nobody says how far the log is', async () => {
    const silent = { position: () => new Promise<never>(() => {}), patienceMs: SHORT_MS };
    await expect(barrier(new Follower(7), silent).pass(3)).rejects.toMatchObject(unavailable);
    const nobody = { position: async () => undefined, patienceMs: SHORT_MS };
    await expect(barrier(new Follower(7), nobody).pass(3)).rejects.toMatchObject(unavailable);
  });

  it('refuses the read when the projection does not come as far', async () => {
    await expect(barrier(new Follower(6), { patienceMs: SHORT_MS }).pass(3)).rejects.toMatchObject(
      unavailable,
    );
  });

  it('shows what is known of a partition that is stopped, or whose log is damaged further on', async () => {
    const position = async () => undefined;
    const stopped = barrier(new Follower(5), { position, isStopped: () => true });
    await expect(stopped.pass(3)).resolves.toBeUndefined();
    const follower = new Follower(5);
    follower.damage = 'the log is damaged';
    await expect(barrier(follower, { position }).pass(3)).resolves.toBeUndefined();
    await expect(barrier(follower, {}).pass(3)).resolves.toBeUndefined();
  });
});
