import { setTimeout as delay } from 'node:timers/promises';

import { EdgestepError } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { changesOf } from '../../../test/changes-of.ts';
import { EventScript, executionArn, startFacts } from '../../../test/events.ts';
import { settled } from '../../../test/hand-driven-log.ts';
import { VirtualClock } from '../../../test/virtual-clock.ts';
import type { LogEntry, LogReader, LogRecord, RecordMark } from '../../ports/partition-log.ts';
import { openSqliteProjections } from '../projection-store-sqlite.ts';
import { systemClock } from '../clock.ts';
import { IndexWriter } from './index-writer.ts';
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
  /** How many read it at the moment. */
  followers = 0;
  #grown = Promise.withResolvers<void>();

  add(...records: LogRecord[]): void {
    this.records.push(...records);
    this.#grown.resolve();
    this.#grown = Promise.withResolvers();
  }

  async *follow(_partition: number, fromSequence: number, signal: AbortSignal): AsyncIterable<LogRecord> {
    const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    this.followers += 1;
    using _reading = { [Symbol.dispose]: () => (this.followers -= 1) };
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

function following({ clock = systemClock, collectMs = 0, awaited = '' } = {}) {
  const log = new GrowingLog();
  const store = openSqliteProjections(':memory:');
  const closed: string[] = [];
  const faults: unknown[] = [];
  const writer = new IndexWriter({ store, clock, collectMs });
  const follow = () =>
    new ProjectionFollower({
      writer,
      source,
      reader: log,
      store,
      closings: { isAwaited: (arn) => arn === awaited, closed: (arn) => closed.push(arn) },
      onFault: (fault) => faults.push(fault),
    });
  return { log, store, closed, faults, follow };
}

describe('the follower of a log', () => {
  it('applies what was written, and what is written later', async () => {
    const { log, store, closed, follow } = following();
    log.add(record(1, entry('one', false)));
    await using follower = follow();
    await follower.reached(mark(1), new AbortController().signal);
    log.add(record(2, entry('one', true)));
    await follower.reached(mark(2), new AbortController().signal);
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
    await first.reached(mark(1), new AbortController().signal);
    await first[Symbol.asyncDispose]();
    log.add(record(2, entry('one', true)));
    await using second = follow();
    expect(second.cursor).toBe(1);
    await second.reached(mark(2), new AbortController().signal);
    expect(store.places(executionArn('one'))).toHaveLength(2);
  });

  it('reads again what had not been written when the process ended', async () => {
    const { log, store, follow } = following({ collectMs: 60_000 });
    log.add(record(1, entry('one', false)));
    await using killed = follow();
    while (!killed.isAtFor(executionArn('other'), mark(1))) await delay(10);
    await killed[Symbol.asyncDispose]();
    expect(store.newest(source)).toBeUndefined();
    await using next = follow();
    log.add(record(2, entry('one', true)));
    while (!next.isAtFor(executionArn('other'), mark(2))) await delay(10);
    await next.reached(mark(2), new AbortController().signal);
    expect(store.find(executionArn('one'))?.status).toBe('SUCCEEDED');
    expect(store.places(executionArn('one'))).toHaveLength(2);
  });

  it('has an end written early that somebody waits for, and tells of it then', async () => {
    const clock = new VirtualClock(0);
    const awaited = executionArn('awaited');
    const { log, closed, follow } = following({ clock, collectMs: 250, awaited });
    log.add(record(1, entry('awaited', false), entry('other', false)), record(2, entry('other', true)));
    await using follower = follow();
    while (!follower.isAtFor(executionArn('none'), mark(2))) await delay(10);
    clock.advanceTo(100);
    expect(closed).toEqual([]);
    log.add(record(3, entry('awaited', true)));
    while (!follower.isAtFor(executionArn('none'), mark(3))) await delay(10);
    clock.advanceTo(120);
    expect(closed).toEqual([awaited, executionArn('other')]);
  });

  it('writes without waiting when it has collected much', async () => {
    const { log, store, follow } = following({ collectMs: 60_000 });
    const many = Array.from({ length: 1_024 }, (_, index) => entry(`of ${index}`, false));
    log.add(record(1, ...many));
    await using follower = follow();
    while (follower.cursor < 1) await delay(10);
    expect(store.find(executionArn('of 1023'))).toBeDefined();
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
    store.apply([
      changesOf({ source, records: [{ ...record(1, entry('of another log', false)), hash: 'b2xk' }] }),
    ]);
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
    store.apply([changesOf({ source, records: [record(1, entry('one', false))] })]);
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
    store.apply([changesOf({ source, records: [record(1), record(2, entry('lost', false))] })]);
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
    store.apply([changesOf({ source, records: [record(1, entry('lost', false))] })]);
    const fence = { sequence: 1, epoch: 2, entries: [] };
    log.add(fence, { ...record(2, entry('one', false)), epoch: 2 });
    await using follower = follow();
    while (follower.cursor < 2) await delay(10);
    expect(store.find(executionArn('lost'))).toBeUndefined();
    expect(store.find(executionArn('one'))).toBeDefined();
    expect(faults).toMatchObject([{ code: 'log-damaged' }]);
  });

  describe('beside the owner of the partition', () => {
    const told = (sequence: number, epoch: number, ...entries: LogEntry[]): LogRecord => ({
      sequence,
      epoch,
      hash: `hash ${sequence} of ${epoch}`,
      entries,
    });
    const never = new AbortController().signal;

    /** An index that has read the first record, which the owner has told as well. */
    async function fed() {
      const parts = following();
      parts.log.add(told(1, 1));
      const follower = parts.follow();
      follower.tell(told(1, 1));
      await follower.reached(mark(1), never);
      return { ...parts, follower, [Symbol.asyncDispose]: () => follower[Symbol.asyncDispose]() };
    }

    it('takes what it tells, and does not read the log meanwhile', async () => {
      const { log, store, follow } = following();
      log.add(told(1, 1), told(2, 1, entry('one', false)));
      await using follower = follow();
      follower.tell(told(2, 1, entry('one', false)));
      await follower.reached(mark(2), never);
      follower.tell(told(3, 1, entry('one', true)));
      await follower.reached(mark(3), never);
      await settled();
      expect(store.find(executionArn('one'))?.status).toBe('SUCCEEDED');
      expect(store.places(executionArn('one'))).toHaveLength(2);
      expect(log.followers).toBe(0);
      expect(store.newest(source)).toEqual({ sequence: 3, epoch: 1, hash: 'hash 3 of 1' });
    });

    it('knows of an execution without applying what is about others', async () => {
      await using rig = await fed();
      const { store, follower } = rig;
      follower.tell(told(2, 1, entry('one', false)));
      expect(follower.isAtFor(executionArn('other'), mark(2))).toBe(true);
      expect(follower.isAtFor(executionArn('other'), mark(3))).toBe(false);
      expect(follower.isAtFor(executionArn('one'), mark(2))).toBe(false);
      await follower.reached(mark(2), never);
      expect(follower.isAtFor(executionArn('one'), mark(2))).toBe(true);
      expect(store.find(executionArn('one'))).toBeDefined();
    });

    it('reads the log up to a record that the owner has told', async () => {
      const { log, follow } = following();
      await using follower = follow();
      follower.tell(told(3, 1));
      follower.tell(told(4, 1));
      await settled();
      expect(follower.cursor).toBe(0);
      log.add(told(1, 1), told(2, 1));
      await follower.reached(mark(2), never);
      await settled();
      expect(log.followers).toBe(1);
      log.add(told(3, 1));
      await follower.reached(mark(4), never);
      await settled();
      expect(log.followers).toBe(0);
    });

    it('goes on with nothing that stands on another record than the one that was indexed (E5)', async () => {
      const { log, store, faults, follow } = following();
      // The fence of epoch 3 was lost with the log, and raised again.
      store.apply([
        changesOf({ source, records: [told(1, 2), { ...told(2, 3), hash: 'a fence that was lost' }] }),
      ]);
      await using follower = follow();
      const first = told(2, 3, entry('one', false));
      follower.tell(first);
      follower.tell(told(3, 3));
      await settled();
      expect(follower.cursor).toBe(2);
      log.add(told(1, 3), first, told(3, 3));
      await follower.reached(mark(3, 3), never);
      expect(store.find(executionArn('one'))).toBeDefined();
      expect(faults).toMatchObject([{ code: 'log-damaged' }]);
    });

    it('reads the log when the owner has left something out, or told several records as one', async () => {
      await using rig = await fed();
      const { log, follower } = rig;
      follower.tell(told(2, 1));
      follower.tell(told(4, 1));
      log.add(told(2, 1), told(3, 1), told(4, 1));
      await follower.reached(mark(4), never);
      const { hash: _, ...several } = told(6, 1, entry('one', false));
      follower.tell(several);
      log.add(told(5, 1), told(6, 1));
      await follower.reached(mark(6), never);
      expect(follower.cursor).toBe(6);
    });

    it('reads the log when it is the owner no more', async () => {
      await using rig = await fed();
      const { log, faults, follower } = rig;
      follower.tell(told(2, 1));
      log.add(told(2, 1), told(3, 2));
      follower.release();
      await follower.reached(mark(3, 2), never);
      expect(faults).toEqual([]);
    });

    it('reads the log when another is known to have taken over, though the owner does not know yet', async () => {
      await using rig = await fed();
      const { log, faults, follower } = rig;
      follower.tell(told(2, 1));
      log.add(told(2, 1), told(3, 2), told(4, 2));
      await follower.reached(mark(4, 2), never);
      follower.tell(told(3, 1, entry('never', false)));
      log.add(told(5, 2));
      await follower.reached(mark(5, 2), never);
      expect(faults).toEqual([]);
    });

    it('gives up what the owner told when the log turns out not to have it (E5)', async () => {
      await using rig = await fed();
      const { log, store, faults, follower } = rig;
      follower.tell(told(2, 1, entry('lost', false)));
      log.add(told(2, 2), told(3, 2, entry('one', false)));
      await follower.reached(mark(3, 2), never);
      expect(store.find(executionArn('lost'))).toBeUndefined();
      expect(faults).toMatchObject([{ code: 'log-damaged' }]);
    });
  });
});
