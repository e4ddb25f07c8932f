import { describe, expect, it } from 'vitest';

import { EXECUTION_ARN, EventScript, executionArn, startFacts, startedScript } from '../../test/events.ts';
import { HandDrivenLog } from '../../test/hand-driven-log.ts';
import { MemorySnapshots, snapshotBytes, type SavedSnapshot } from '../../test/memory-snapshots.ts';
import { fold } from '../evolve/fold.ts';
import type { LogEntry, LogRecord, RecordMark } from '../ports/partition-log.ts';
import { executionText } from '../state/snapshot/snapshot-format.ts';
import { recover } from './recover.ts';

const record = (sequence: number, ...entries: LogEntry[]): LogRecord => ({ sequence, epoch: 1, entries });

function start(name: string): LogEntry {
  const arn = executionArn(name);
  const events = new EventScript().add('ExecutionStarted', startFacts({ executionArn: arn, name })).events;
  return { executionArn: arn, events };
}

const whole = startedScript()
  .add('StateEntered', { state: 'First', stateType: 'Wait', input: {} }, { prev: 0 })
  .add('WaitStarted', { dueAt: 50 }, { id: 0 })
  .add('StateExited', { state: 'First', stateType: 'Wait', output: 1, next: 'Second' })
  .add('StateEntered', { state: 'Second', stateType: 'Pass', input: 1 });

const part = (from: number, to?: number): LogEntry => ({
  executionArn: EXECUTION_ARN,
  events: whole.events.slice(from, to),
});

function recovering(
  records: readonly LogRecord[],
  snapshot?: SavedSnapshot,
  lastSequence?: number,
  newer?: SavedSnapshot,
) {
  const log = new HandDrivenLog(records);
  const faults: unknown[] = [];
  const snapshots = new MemorySnapshots();
  for (const saved of [newer, snapshot]) if (saved !== undefined) snapshots.all.push(saved);
  const recovered = recover({
    partition: 5,
    lastSequence: lastSequence ?? log.lastSequence,
    reader: log,
    snapshots,
    onFault: (fault) => faults.push(fault),
  });
  return { recovered, faults };
}

function snapshotOf(
  sequence: number,
  taken: readonly { sequence: number; events: number }[],
  through?: RecordMark,
) {
  const lines = taken.map(({ sequence: at, events }) => {
    const state = fold(whole.events.slice(0, events));
    if (state === undefined) throw new Error('no events');
    return { sequence: at, text: executionText(state) };
  });
  return { sequence, bytes: snapshotBytes(sequence, lines, through) };
}

describe('the recovery of a partition (E3)', () => {
  it('folds the whole log when there is no snapshot', async () => {
    const { recovered } = recovering([
      record(1, part(0, 2), start('other')),
      record(2),
      record(3, part(2, 3), part(3)),
    ]);
    const { open, snapshotSequence } = await recovered;
    expect(open.get(EXECUTION_ARN)).toEqual({ state: fold(whole.events), sequence: 3 });
    expect(open.get(executionArn('other'))?.sequence).toBe(1);
    expect(snapshotSequence).toBe(0);
  });

  it('begins with the snapshot, whose executions may be ahead of it', async () => {
    // Record 1 is purged. The execution was taken down when it contained record 3 already.
    const snapshot = snapshotOf(1, [{ sequence: 3, events: 4 }]);
    const { recovered } = recovering(
      [record(2, part(2, 3)), record(3, part(3, 4)), record(4, part(4))],
      snapshot,
    );
    expect((await recovered).open.get(EXECUTION_ARN)).toEqual({ state: fold(whole.events), sequence: 4 });
  });

  it('tells apart what is open and what has ended', async () => {
    const ends = new EventScript().add('ExecutionSucceeded', { output: 1 }, { id: 9, prev: 8 }).events;
    const { recovered } = recovering([
      record(1, part(0), start('other')),
      record(2, { executionArn: EXECUTION_ARN, events: ends }),
    ]);
    const { open, closed } = await recovered;
    expect([...open.keys()]).toEqual([executionArn('other')]);
    expect(closed).toMatchObject([{ sequence: 2, state: { status: { kind: 'SUCCEEDED' } } }]);
  });

  it('takes the snapshot before a damaged one, says so, and keeps nothing of what it read', async () => {
    const records = [record(1, part(0, 2)), record(2, part(2, 3)), record(3, part(3))];
    const garbled = snapshotOf(3, [{ sequence: 3, events: 5 }]);
    const { recovered, faults } = recovering(
      records.slice(1),
      snapshotOf(1, [{ sequence: 1, events: 2 }]),
      3,
      {
        ...garbled,
        bytes: garbled.bytes.slice(0, -8),
      },
    );
    const { open, snapshotSequence } = await recovered;
    expect(open.get(EXECUTION_ARN)).toEqual({ state: fold(whole.events), sequence: 3 });
    expect(snapshotSequence).toBe(1);
    expect(faults).toEqual([expect.objectContaining({ code: 'log-damaged' })]);
  });

  it('takes the last of several lines of an execution', async () => {
    const lines = [
      { sequence: 1, events: 2 },
      { sequence: 2, events: 3 },
    ];
    const { recovered } = recovering([record(2, part(2, 3)), record(3, part(3))], snapshotOf(1, lines));
    expect((await recovered).open.get(EXECUTION_ARN)).toEqual({ state: fold(whole.events), sequence: 3 });
  });

  it('reads the log from its beginning when the snapshot can not be read, and says so', async () => {
    const snapshot = { sequence: 1, bytes: new TextEncoder().encode('garbled') };
    const { recovered, faults } = recovering([record(1, part(0))], snapshot);
    expect((await recovered).open.size).toBe(1);
    expect(faults).toEqual([expect.objectContaining({ code: 'log-damaged' })]);
  });

  it.each([
    ['in the middle', [record(1, part(0, 2)), record(3, part(3))], undefined],
    ['at the beginning', [record(2, part(0))], undefined],
    ['at the end', [record(1, part(0))], 2],
  ])('refuses a log that lacks a record %s (E5)', async (_, records, lastSequence) => {
    const { recovered } = recovering(records, undefined, lastSequence);
    await expect(recovered).rejects.toMatchObject({ code: 'log-damaged' });
  });

  it('refuses a log that ends before its snapshot', async () => {
    const { recovered } = recovering([record(1, part(0))], snapshotOf(4, []));
    await expect(recovered).rejects.toMatchObject({ code: 'log-damaged' });
  });

  it.each([
    ['has become as long again', 2, { sequence: 2, epoch: 3 }],
    ['ends before what the snapshot contains', 2, { sequence: 3, epoch: 1 }],
  ])('refuses a log that lost records and %s (E5)', async (_, lastSequence, through) => {
    const fences = [record(1, part(0)), record(2)];
    const { recovered } = recovering(
      fences,
      snapshotOf(2, [{ sequence: 2, events: 4 }], through),
      lastSequence,
    );
    await expect(recovered).rejects.toMatchObject({
      code: 'log-damaged',
      message: expect.stringContaining('acknowledged records are lost'),
    });
  });

  it('takes a snapshot of the very log', async () => {
    const snapshot = snapshotOf(1, [{ sequence: 2, events: 4 }], { sequence: 2, epoch: 1 });
    const { recovered } = recovering([record(1, part(0, 2)), record(2, part(2, 4))], snapshot);
    expect((await recovered).open.get(EXECUTION_ARN)?.sequence).toBe(2);
  });

  it('does not read behind what was acknowledged when the log was opened', async () => {
    const { recovered } = recovering([record(1, part(0, 2)), record(2, part(2))], undefined, 1);
    expect((await recovered).open.get(EXECUTION_ARN)?.sequence).toBe(1);
  });
});
