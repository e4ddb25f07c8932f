import { describe, expect, it } from 'vitest';

import { executionArn, startedScript } from '../../test/events.ts';
import { settled } from '../../test/hand-driven-log.ts';
import { MemorySnapshots, restored } from '../../test/memory-snapshots.ts';
import { VirtualClock } from '../../test/virtual-clock.ts';
import { fold } from '../evolve/fold.ts';
import { executionText } from '../state/snapshot/snapshot-format.ts';
import type { Position } from './group-commit.ts';
import { openSqliteParkedStates } from './parked-states-sqlite.ts';
import { ParkedExecutions } from './parking/parked-executions.ts';
import { Slot } from './slot.ts';
import { takeSnapshot } from './snapshot-taker.ts';

function slot(name: string, position: Position): Slot {
  const arn = executionArn(name);
  return new Slot(arn, fold(startedScript({ executionArn: arn, name }).events), position);
}

function parkedOf(...names: readonly string[]): ParkedExecutions {
  const parked = new ParkedExecutions(openSqliteParkedStates(':memory:'), new VirtualClock(0));
  for (const name of names) {
    const { executionArn: arn, state } = slot(name, { sequence: 3 });
    if (state === undefined) throw new Error('no state');
    const wait = { onTimer: false, onTask: true, onHeldTask: false };
    const text = executionText(state);
    parked.park({ executionArn: arn, mapRunArn: undefined, sequence: 3, wait, timers: [], beats: [], text });
  }
  return parked;
}

function taking(slots: readonly Slot[], parked?: ParkedExecutions) {
  const woken: Slot[] = [];
  const store = new MemorySnapshots();
  const durable = Promise.withResolvers<void>();
  let stopped = false;
  let recordsClosed = 0;
  const taken = takeSnapshot({
    partition: 0,
    epoch: 5,
    store,
    commit: {
      settled: () => durable.promise,
      closeRecord: () => {
        recordsClosed += 1;
      },
    },
    durableSequence: () => 7,
    slots: () => slots,
    parked,
    followWoken: () => ({ slots: woken, [Symbol.dispose]() {} }),
    isStopped: () => stopped,
  });
  return {
    taken,
    woken,
    becomeDurable: durable.resolve,
    recordsClosed: () => recordsClosed,
    stop: () => {
      stopped = true;
      durable.resolve();
    },
    through: async () => store.saved && (await restored(store.saved.bytes)).through,
    saved: async () => {
      if (store.saved === undefined) return undefined;
      const { sequence, entries } = await restored(store.saved.bytes);
      return { sequence, entries: entries.map(({ state, sequence: at }) => [state.name, at]) };
    },
  };
}

describe('taking a snapshot while the partition goes on', () => {
  it('saves nothing before all that it contains is durable (E1)', async () => {
    const position: Position = { sequence: undefined };
    const snapshot = taking([slot('old', { sequence: 4 }), slot('new', position)]);
    await settled();
    expect(await snapshot.saved()).toBeUndefined();
    position.sequence = 9;
    snapshot.becomeDurable();
    expect(await snapshot.taken).toMatchObject({ sequence: 7 });
    expect(await snapshot.saved()).toEqual({
      sequence: 7,
      entries: [
        ['old', 4],
        ['new', 9],
      ],
    });
  });

  it('lets nothing more come into a record that it takes an execution down in the midst of (E3)', async () => {
    const durable = taking([slot('old', { sequence: 4 })]);
    durable.becomeDurable();
    await durable.taken;
    expect(durable.recordsClosed()).toBe(0);
    const position: Position = { sequence: undefined };
    const snapshot = taking([slot('new', position)]);
    await settled();
    expect(snapshot.recordsClosed()).toBe(1);
    position.sequence = 9;
    snapshot.becomeDurable();
    await snapshot.taken;
  });

  it('names the newest record that it contains, and whose it is (E5)', async () => {
    const snapshot = taking([slot('old', { sequence: 4 }), slot('new', { sequence: 9 })]);
    snapshot.becomeDurable();
    await snapshot.taken;
    expect(await snapshot.through()).toEqual({ sequence: 9, epoch: 5 });
  });

  it('waits for an execution that is in the midst of a turn', async () => {
    const busy = slot('busy', { sequence: 4 });
    busy.deciding = true;
    const snapshot = taking([busy, slot('idle', { sequence: 5 })]);
    snapshot.becomeDurable();
    await settled();
    await settled();
    expect(await snapshot.saved()).toBeUndefined();
    busy.deciding = false;
    await snapshot.taken;
    expect((await snapshot.saved())?.entries).toEqual([
      ['idle', 5],
      ['busy', 4],
    ]);
  });

  it('contains what is parked, as it is', async () => {
    const snapshot = taking([slot('here', { sequence: 5 })], parkedOf('away'));
    snapshot.becomeDurable();
    await snapshot.taken;
    expect((await snapshot.saved())?.entries).toEqual([
      ['here', 5],
      ['away', 3],
    ]);
  });

  it('contains what is open when it begins, though it ends before the first piece is asked for (E3)', async () => {
    const slots = [slot('ending', { sequence: 5 })];
    const snapshot = taking(slots);
    slots.pop();
    snapshot.becomeDurable();
    await snapshot.taken;
    expect((await snapshot.saved())?.entries).toEqual([['ending', 5]]);
  });

  it('misses nothing that wakes before its turn', async () => {
    const many = Array.from({ length: 500 }, (_, index) => slot(`e${index}`, { sequence: 1 }));
    const parked = parkedOf('sleeper');
    const snapshot = taking(many, parked);
    await settled();
    parked.wake(executionArn('sleeper'));
    snapshot.woken.push(slot('sleeper', { sequence: 9 }));
    snapshot.becomeDurable();
    await snapshot.taken;
    expect((await snapshot.saved())?.entries.at(-1)).toEqual(['sleeper', 9]);
  });

  it('is not saved when what is parked can not be read', async () => {
    const parked = parkedOf('lost');
    const broken = {
      ids: () => parked.ids(),
      takenDown: () => {
        throw new Error('the file is gone');
      },
    };
    const snapshot = taking([], broken as unknown as ParkedExecutions);
    snapshot.becomeDurable();
    await expect(snapshot.taken).rejects.toThrow('the file is gone');
    expect(await snapshot.saved()).toBeUndefined();
  });

  it('lets the partition have its turn between many executions', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => slot(`e${index}`, { sequence: 1 }));
    const snapshot = taking(many);
    let turns = 0;
    snapshot.becomeDurable();
    const counting = setInterval(() => (turns += 1), 0);
    await snapshot.taken;
    clearInterval(counting);
    expect((await snapshot.saved())?.entries).toHaveLength(1_000);
    expect(turns).toBeGreaterThan(0);
  });

  it('saves nothing once the partition is lost', async () => {
    const snapshot = taking([slot('one', { sequence: 4 })]);
    snapshot.stop();
    expect(await snapshot.taken).toBeUndefined();
    expect(await snapshot.saved()).toBeUndefined();
  });
});
