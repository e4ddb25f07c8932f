import { describe, expect, it } from 'vitest';

import { executionArn, startedScript } from '../../test/events.ts';
import { settled } from '../../test/hand-driven-log.ts';
import { wholeOf } from '../../test/memory-snapshots.ts';
import { fold } from '../evolve/fold.ts';
import type { NewSnapshot } from '../ports/snapshot-store.ts';
import { PROCESSOR_LIMITS } from './processor-options.ts';
import { Slot } from './slot.ts';
import { SnapshotSchedule } from './snapshot-schedule.ts';

function scheduling(save: (snapshot: NewSnapshot) => Promise<void> = async () => {}, inputBytes = 0) {
  const saved: number[] = [];
  const faults: unknown[] = [];
  let durable = 0;
  const script = startedScript({
    executionArn: executionArn('one'),
    input: { text: 'x'.repeat(inputBytes) },
  });
  const slot = new Slot(executionArn('one'), fold(script.events), { sequence: 1 });
  const schedule = new SnapshotSchedule(
    {
      partition: 0,
      epoch: 1,
      store: {
        latest: async () => undefined,
        save: async (_, snapshot) => {
          await save(snapshot);
          await wholeOf(snapshot.pieces);
          saved.push(snapshot.sequence);
        },
      },
      commit: { settled: async () => {}, closeRecord: () => {} },
      durableSequence: () => durable,
      slots: () => [slot],
      parked: undefined,
      followWoken: () => ({ slots: [], [Symbol.dispose]() {} }),
      isStopped: () => false,
    },
    { ...PROCESSOR_LIMITS, snapshotRecords: 3, snapshotBytes: 1_000 },
    (fault) => faults.push(fault),
  );
  const write = async (records: number, bytes = 1) => {
    for (let index = 0; index < records; index += 1) {
      durable += 1;
      schedule.note(bytes);
      schedule.takeWhenDue();
    }
    await settled();
  };
  return { schedule, saved, faults, write };
}

describe('snapshots are taken', () => {
  it('after so many records', async () => {
    const { saved, write } = scheduling();
    await write(2);
    expect(saved).toEqual([]);
    await write(1);
    await write(3);
    expect(saved).toEqual([3, 6]);
  });

  it('again when the log has grown by as much as the last one took', async () => {
    const { saved, write } = scheduling(async () => {}, 40_000);
    await write(3);
    expect(saved).toEqual([3]);
    // Small records cost a recovery more than their bytes.
    await write(9);
    expect(saved).toEqual([3]);
    await write(1);
    expect(saved).toEqual([3, 13]);
    await write(3, 20_000);
    expect(saved).toEqual([3, 13, 16]);
  });

  it('after so many bytes', async () => {
    const { saved, write } = scheduling();
    await write(1, 2_000);
    expect(saved).toEqual([1]);
  });

  it('one at a time', async () => {
    const saving = Promise.withResolvers<void>();
    const { saved, write, schedule } = scheduling(() => saving.promise);
    await write(9);
    expect(saved).toEqual([]);
    saving.resolve();
    await settled();
    expect(saved).toEqual([3]);
    schedule.takeWhenDue();
    await settled();
    expect(saved).toEqual([3, 9]);
  });

  it('at the end, if anything was written since', async () => {
    const { saved, write, schedule } = scheduling();
    await write(1);
    await schedule.finish();
    await schedule.finish();
    expect(saved).toEqual([1]);
  });

  it('again after one has failed, which is reported', async () => {
    let broken = true;
    const { saved, faults, write } = scheduling(async () => {
      if (broken) throw new Error('no room');
    });
    await write(3);
    expect(faults).toMatchObject([{ message: 'no room' }]);
    broken = false;
    await write(3);
    expect(saved).toEqual([6]);
  });
});
