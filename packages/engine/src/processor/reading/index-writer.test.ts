import { describe, expect, it } from 'vitest';

import { changesOf } from '../../../test/changes-of.ts';
import { executionArn } from '../../../test/events.ts';
import { VirtualClock } from '../../../test/virtual-clock.ts';
import type { LogRecord } from '../../ports/partition-log.ts';
import type { LogChanges } from '../../projections/log-changes.ts';
import { IndexWriter, type ChangesOfLog } from './index-writer.ts';

const record = (sequence: number): LogRecord => ({
  sequence,
  epoch: 1,
  entries: [{ executionArn: executionArn(`of record ${sequence}`), events: [] }],
});
const COLLECT_MS = 250;
const AWAITED_MS = 20;

function nameOf({ source, firstSequence, newest }: LogChanges): string {
  return `${source.partition}: ${firstSequence} to ${newest?.sequence}`;
}

/** What has records of one log for the index. */
class Collecting implements ChangesOfLog {
  readonly #source;
  readonly #heard: string[];
  #changes: LogChanges | undefined;

  constructor(partition: number, sequences: readonly number[], heard: string[]) {
    this.#source = { zone: 'dallas', partition };
    this.#heard = heard;
    for (const sequence of sequences) this.add(sequence);
  }

  add(sequence: number): void {
    this.#changes ??= changesOf({ source: this.#source, records: [] });
    this.#changes.add(record(sequence));
  }

  take(): LogChanges | undefined {
    const changes = this.#changes;
    this.#changes = undefined;
    return changes;
  }

  concern(arn: string): boolean {
    return this.#changes?.concern(arn) === true;
  }

  written(changes: LogChanges): void {
    this.#heard.push(`${nameOf(changes)} written`);
  }

  failed(error: unknown): void {
    this.#heard.push(`${this.#source.partition} failed: ${String(error)}`);
  }
}

function writing() {
  const clock = new VirtualClock(0);
  const transactions: string[] = [];
  const broken = new Set<number>();
  const heard: string[] = [];
  const apply = (logs: readonly LogChanges[]) => {
    if (logs.some(({ source }) => broken.has(source.partition))) throw new Error('a gap');
    transactions.push(logs.map(nameOf).join(', '));
  };
  const writer = new IndexWriter({ store: { apply }, clock, collectMs: COLLECT_MS });
  const log = (partition: number, ...sequences: number[]) => {
    const collecting = new Collecting(partition, sequences, heard);
    writer.writeSoon(collecting);
    return collecting;
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
    expect(transactions).toEqual(['0: 1 to 2, 1: 7 to 8']);
    expect(heard).toEqual(['0: 1 to 2 written', '1: 7 to 8 written']);
    expect(clock.nextAlarm).toBeUndefined();
  });

  it('writes at once when a read wants it, and does not write it again', () => {
    const { clock, writer, transactions, log } = writing();
    log(0, 1);
    writer.writeNow();
    clock.advanceTo(2 * COLLECT_MS);
    writer.writeNow();
    expect(transactions).toEqual(['0: 1 to 1']);
  });

  it('does not write for a read of an execution that nothing waiting is about', () => {
    const { writer, transactions, log } = writing();
    log(0, 1);
    log(1, 2);
    writer.writeNowFor(executionArn('of record 3'));
    expect(transactions).toEqual([]);
    writer.writeNowFor(executionArn('of record 2'));
    expect(transactions).toEqual(['0: 1 to 1, 1: 2 to 2']);
  });

  it('writes an end that somebody waits for earlier, and all that waits with it', () => {
    const { clock, writer, transactions, log } = writing();
    log(0, 1);
    const awaited = log(1, 7);
    clock.advanceTo(100);
    writer.writeAwaited(awaited);
    clock.advanceTo(100 + AWAITED_MS - 1);
    expect(transactions).toEqual([]);
    clock.advanceTo(100 + AWAITED_MS);
    expect(transactions).toEqual(['0: 1 to 1, 1: 7 to 7']);
    expect(clock.nextAlarm).toBeUndefined();
  });

  it('writes the others when one log cannot be written', () => {
    const { writer, transactions, broken, heard, log } = writing();
    broken.add(1);
    for (const partition of [0, 1, 2]) log(partition, 5);
    writer.writeNow();
    expect(transactions).toEqual(['0: 5 to 5', '2: 5 to 5']);
    expect(heard).toEqual(['0: 5 to 5 written', '1 failed: Error: a gap', '2: 5 to 5 written']);
  });
});
