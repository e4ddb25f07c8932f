import { describe, expect, it } from 'vitest';

import { executionArn, startedScript } from '../../test/events.ts';
import { settled } from '../../test/hand-driven-log.ts';
import { MemorySnapshots } from '../../test/processor-rig.ts';
import { fold } from '../evolve/fold.ts';
import { parseSnapshot } from '../state/snapshot/snapshot-format.ts';
import type { Position } from './group-commit.ts';
import { Slot } from './slot.ts';
import { takeSnapshot } from './snapshot-taker.ts';

function slot(name: string, position: Position): Slot {
  const arn = executionArn(name);
  return new Slot(arn, fold(startedScript({ executionArn: arn, name }).events), position);
}

function taking(slots: readonly Slot[]) {
  const store = new MemorySnapshots();
  const durable = Promise.withResolvers<void>();
  let stopped = false;
  const taken = takeSnapshot({
    partition: 0,
    epoch: 5,
    store,
    commit: { settled: () => durable.promise },
    durableSequence: () => 7,
    slots: () => slots,
    isStopped: () => stopped,
  });
  return {
    taken,
    becomeDurable: durable.resolve,
    stop: () => {
      stopped = true;
      durable.resolve();
    },
    through: () => store.saved && parseSnapshot(store.saved.bytes).through,
    saved: () => {
      if (store.saved === undefined) return undefined;
      const { sequence, entries } = parseSnapshot(store.saved.bytes);
      return { sequence, entries: entries.map(({ state, sequence: at }) => [state.name, at]) };
    },
  };
}

describe('taking a snapshot while the partition goes on', () => {
  it('saves nothing before all that it contains is durable (E1)', async () => {
    const position: Position = { sequence: undefined };
    const snapshot = taking([slot('old', { sequence: 4 }), slot('new', position)]);
    await settled();
    expect(snapshot.saved()).toBeUndefined();
    position.sequence = 9;
    snapshot.becomeDurable();
    expect(await snapshot.taken).toBe(7);
    expect(snapshot.saved()).toEqual({
      sequence: 7,
      entries: [
        ['old', 4],
        ['new', 9],
      ],
    });
  });

  it('names the newest record that it contains, and whose it is (E5)', async () => {
    const snapshot = taking([slot('old', { sequence: 4 }), slot('new', { sequence: 9 })]);
    snapshot.becomeDurable();
    await snapshot.taken;
    expect(snapshot.through()).toEqual({ sequence: 9, epoch: 5 });
  });

  it('waits for an execution that is in the midst of a turn', async () => {
    const busy = slot('busy', { sequence: 4 });
    busy.deciding = true;
    const snapshot = taking([busy, slot('idle', { sequence: 5 })]);
    snapshot.becomeDurable();
    await settled();
    await settled();
    expect(snapshot.saved()).toBeUndefined();
    busy.deciding = false;
    await snapshot.taken;
    expect(snapshot.saved()?.entries).toEqual([
      ['idle', 5],
      ['busy', 4],
    ]);
  });

  it('lets the partition have its turn between many executions', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => slot(`e${index}`, { sequence: 1 }));
    const snapshot = taking(many);
    let turns = 0;
    snapshot.becomeDurable();
    const counting = setInterval(() => (turns += 1), 0);
    await snapshot.taken;
    clearInterval(counting);
    expect(snapshot.saved()?.entries).toHaveLength(1_000);
    expect(turns).toBeGreaterThan(0);
  });

  it('saves nothing once the partition is lost', async () => {
    const snapshot = taking([slot('one', { sequence: 4 })]);
    snapshot.stop();
    expect(await snapshot.taken).toBeUndefined();
    expect(snapshot.saved()).toBeUndefined();
  });
});
