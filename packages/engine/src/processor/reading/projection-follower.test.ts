import { setTimeout as delay } from 'node:timers/promises';

import { EdgestepError } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { EventScript, executionArn, startFacts } from '../../../test/events.ts';
import { settled } from '../../../test/hand-driven-log.ts';
import type { LogEntry, LogReader, LogRecord, RecordMark } from '../../ports/partition-log.ts';
import { openSqliteProjections } from '../projection-store-sqlite.ts';
import { ProjectionFollower } from './projection-follower.ts';

const source = { zone: 'dallas', partition: 2 };

function entry(name: string, ends: boolean): LogEntry {
  const arn = executionArn(name);
  const script = new EventScript();
  if (ends) script.add('ExecutionSucceeded', { output: 1 }, { id: 2 });
  else script.add('ExecutionStarted', startFacts({ executionArn: arn, name }));
  return { executionArn: arn, events: script.events };
}

const record = (sequence: number, ...entries: LogEntry[]): LogRecord => ({ sequence, epoch: 1, entries });

/** A log that grows under the test's hands. */
class GrowingLog implements LogReader {
  readonly records: LogRecord[] = [];
  /** What the next attempt to follow comes to. */
  fault: Error | undefined;
  #grown = Promise.withResolvers<void>();

  add(...records: LogRecord[]): void {
    this.records.push(...records);
    this.#grown.resolve();
    this.#grown = Promise.withResolvers();
  }

  async *follow(_partition: number, fromSequence: number, signal: AbortSignal): AsyncIterable<LogRecord> {
    const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    for (let next = fromSequence; !signal.aborted;) {
      if (this.fault !== undefined) {
        const { fault } = this;
        this.fault = undefined;
        throw fault;
      }
      const grown = this.#grown.promise;
      const found = this.records.find((candidate) => candidate.sequence === next);
      if (found === undefined) await Promise.race([grown, aborted]);
      else {
        next += 1;
        yield found;
      }
    }
  }

  async *read(): AsyncIterable<LogRecord> {}

  async get(_partition: number, sequence: number): Promise<LogRecord | undefined> {
    return this.records.find((candidate) => candidate.sequence === sequence);
  }
}

const mark = (sequence: number, epoch = 1): RecordMark => ({ sequence, epoch });

function following() {
  const log = new GrowingLog();
  const store = openSqliteProjections(':memory:');
  const closed: string[] = [];
  const faults: unknown[] = [];
  const follow = () =>
    new ProjectionFollower({
      source,
      reader: log,
      store,
      onClosed: (arn) => closed.push(arn),
      onFault: (fault) => faults.push(fault),
    });
  return { log, store, closed, faults, follow };
}

describe('the follower of a log', () => {
  it('applies what was written, and what is written later', async () => {
    const { log, store, closed, follow } = following();
    log.add(record(1, entry('one', false)));
    await using follower = follow();
    await settled();
    expect(follower.cursor).toBe(1);
    log.add(record(2, entry('one', true)));
    await settled();
    expect(store.find(executionArn('one'))?.status).toBe('SUCCEEDED');
    expect(closed).toEqual([executionArn('one')]);
  });

  it('lets a read wait until a record shows', async () => {
    const { log, follow } = following();
    await using follower = follow();
    const reached = follower.reached(mark(2), new AbortController().signal);
    log.add(record(1), record(2));
    await reached;
    expect(follower.cursor).toBe(2);
    await follower.reached(mark(1), new AbortController().signal);
  });

  it('lets a read give up waiting', async () => {
    const { follow } = following();
    await using follower = follow();
    const abort = new AbortController();
    const reached = follower.reached(mark(9), abort.signal);
    abort.abort();
    await reached;
    expect(follower.cursor).toBe(0);
  });

  it('goes on where the index left off', async () => {
    const { log, store, follow } = following();
    log.add(record(1, entry('one', false)));
    await using first = follow();
    await settled();
    await first[Symbol.asyncDispose]();
    log.add(record(2, entry('one', true)));
    await using second = follow();
    expect(second.cursor).toBe(1);
    await second.reached(mark(2), new AbortController().signal);
    expect(store.places(executionArn('one'))).toHaveLength(2);
  });

  it('goes on after the reader has failed', async () => {
    const { log, faults, follow } = following();
    log.fault = new Error('the connection is gone');
    log.add(record(1, entry('one', false)));
    await using follower = follow();
    await follower.reached(mark(1), AbortSignal.timeout(5_000));
    expect(follower.cursor).toBe(1);
    expect(faults).toMatchObject([{ message: 'the connection is gone' }]);
  });

  it('reads the log anew when it is not the one that was indexed (E5)', async () => {
    const { log, store, faults, follow } = following();
    store.apply(source, [{ ...record(1, entry('of another log', false)), hash: 'b2xk' }]);
    log.add({ ...record(1, entry('one', false)), hash: 'bmV3' });
    await using follower = follow();
    await settled();
    expect(store.find(executionArn('of another log'))).toBeUndefined();
    while (follower.cursor < 1) await delay(10);
    expect(store.find(executionArn('one'))).toBeDefined();
    expect(faults).toMatchObject([{ code: 'log-damaged' }]);
  });

  it('keeps what it has read of a log that is damaged further on, says so, and goes on when it is repaired', async () => {
    const { log, store, faults, follow } = following();
    store.apply(source, [record(1, entry('one', false))]);
    log.fault = new EdgestepError('log-damaged', 'record 2: the checksum does not fit');
    log.add(record(1, entry('one', false)));
    await using follower = follow();
    while (faults.length === 0) await delay(10);
    expect(follower.damage).toBe('record 2: the checksum does not fit');
    expect(follower.cursor).toBe(1);
    expect(store.find(executionArn('one'))).toBeDefined();
    log.add(record(2, entry('one', true)));
    await follower.reached(mark(2), new AbortController().signal);
    expect(store.find(executionArn('one'))?.status).toBe('SUCCEEDED');
    expect(follower.damage).toBeUndefined();
    expect(faults).toHaveLength(1);
  });

  it('hears from the owner that what it indexed is lost, though the log has not grown as long again (E5)', async () => {
    const { log, store, faults, follow } = following();
    store.apply(source, [record(1), record(2, entry('lost', false))]);
    log.add({ ...record(1, entry('one', false)), epoch: 2 });
    await using follower = follow();
    await settled();
    await follower.reached(mark(1, 2), new AbortController().signal);
    expect(store.find(executionArn('lost'))).toBeUndefined();
    expect(store.find(executionArn('one'))).toBeDefined();
    expect(faults).toMatchObject([{ code: 'log-damaged' }]);
  });

  it('notices that the log lost what was indexed, and has grown again since (E5)', async () => {
    const { log, store, faults, follow } = following();
    store.apply(source, [record(1, entry('lost', false))]);
    const fence = { sequence: 1, epoch: 2, entries: [] };
    log.add(fence, { ...record(2, entry('one', false)), epoch: 2 });
    await using follower = follow();
    while (follower.cursor < 2) await delay(10);
    expect(store.find(executionArn('lost'))).toBeUndefined();
    expect(store.find(executionArn('one'))).toBeDefined();
    expect(faults).toMatchObject([{ code: 'log-damaged' }]);
  });
});
