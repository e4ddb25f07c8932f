import { describe, expect, it } from 'vitest';

import { VirtualClock } from '../../../test/virtual-clock.ts';
import type { LogRecord } from '../../ports/partition-log.ts';
import type { LogRecords } from '../../projections/execution-index.ts';
import { IndexWriter } from './index-writer.ts';

const record = (sequence: number): LogRecord => ({ sequence, epoch: 1, entries: [] });
const COLLECT_MS = 20;

function writing() {
  const clock = new VirtualClock(0);
  const transactions: string[] = [];
  const broken = new Set<number>();
  const heard: string[] = [];
  const nameOf = ({ source, records }: LogRecords) =>
    `${source.partition}: ${records.map(({ sequence }) => sequence).join(' ')}`;
  const apply = (logs: readonly LogRecords[]) => {
    if (logs.some(({ source }) => broken.has(source.partition))) throw new Error('a gap');
    transactions.push(logs.map(nameOf).join(', '));
  };
  const writer = new IndexWriter({ store: { apply }, clock, collectMs: COLLECT_MS });
  const log = (partition: number, ...sequences: number[]) => {
    let collected = sequences.map(record);
    const source = { zone: 'dallas', partition };
    writer.writeSoon({
      source,
      take: () => collected.splice(0),
      written: (records) => heard.push(`${nameOf({ source, records })} written`),
      failed: (error) => heard.push(`${partition} failed: ${String(error)}`),
    });
    return { add: (sequence: number) => (collected = [...collected, record(sequence)]) };
  };
  return { clock, writer, transactions, broken, heard, log };
}

describe('the writer of an index', () => {
  it('writes what several logs have collected in one transaction', () => {
    const { clock, transactions, heard, log } = writing();
    const first = log(0, 1);
    log(1, 7, 8);
    clock.advanceTo(COLLECT_MS - 1);
    first.add(2);
    expect(transactions).toEqual([]);
    clock.advanceTo(COLLECT_MS);
    expect(transactions).toEqual(['0: 1 2, 1: 7 8']);
    expect(heard).toEqual(['0: 1 2 written', '1: 7 8 written']);
    expect(clock.nextAlarm).toBeUndefined();
  });

  it('writes at once when somebody waits, and does not write it again', () => {
    const { clock, writer, transactions, log } = writing();
    log(0, 1);
    writer.writeNow();
    clock.advanceTo(2 * COLLECT_MS);
    writer.writeNow();
    expect(transactions).toEqual(['0: 1']);
  });

  it('writes the others when one log cannot be written', () => {
    const { writer, transactions, broken, heard, log } = writing();
    broken.add(1);
    for (const partition of [0, 1, 2]) log(partition, 5);
    writer.writeNow();
    expect(transactions).toEqual(['0: 5', '2: 5']);
    expect(heard).toEqual(['0: 5 written', '1 failed: Error: a gap', '2: 5 written']);
  });
});
