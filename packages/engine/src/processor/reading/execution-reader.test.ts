import { ApiError, EdgestepError } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { changesOf } from '../../../test/changes-of.ts';
import { EventScript, executionArn, startFacts } from '../../../test/events.ts';
import { HandDrivenLog, settled } from '../../../test/hand-driven-log.ts';
import { watch } from '../../../test/processor-rig.ts';
import type { LogEntry, LogRecord } from '../../ports/partition-log.ts';
import type { LogSource } from '../../projections/log-source.ts';
import { openSqliteProjections } from '../projection-store-sqlite.ts';
import { createClosingWatch } from './closing-watch.ts';
import { createExecutionReader } from './execution-reader.ts';

const source: LogSource = { zone: 'dallas', partition: 0 };
const arn = executionArn('one');

function script(): EventScript {
  return new EventScript()
    .add('ExecutionStarted', startFacts({ executionArn: arn, input: { order: 7 } }))
    .add('StateEntered', { state: 'S', stateType: 'Pass', input: { order: 7 } }, { prev: 0 })
    .add('StateExited', { state: 'S', stateType: 'Pass', output: 'out' })
    .add('ExecutionSucceeded', { output: 'out' });
}

const part = (from: number, to?: number): LogEntry => ({
  executionArn: arn,
  events: script().events.slice(from, to),
});

const other: LogEntry = {
  executionArn: executionArn('other'),
  events: new EventScript().add(
    'ExecutionStarted',
    startFacts({ executionArn: executionArn('other'), name: 'other' }),
  ).events,
};

function reading(records: readonly LogRecord[], isAvailable: () => boolean = () => true) {
  const log = new HandDrivenLog(records);
  const store = openSqliteProjections(':memory:');
  const closings = createClosingWatch();
  const barriers: string[] = [];
  const follow = () => {
    const before = store.newest(source)?.sequence ?? 0;
    store.apply([changesOf({ source, records: log.records.filter(({ sequence }) => sequence > before) })]);
  };
  const reader = createExecutionReader({
    store,
    logOf: (zone) => (zone === source.zone ? log : undefined),
    barrier: async (zone, executionArn) => {
      barriers.push(`${zone}/${executionArn}`);
      if (!isAvailable()) throw new ApiError('ServiceUnavailable', 'Try again.');
      follow();
    },
    barrierOfAll: async () => {
      barriers.push('all');
      if (!isAvailable()) throw new ApiError('ServiceUnavailable', 'Try again.');
      follow();
    },
    closings,
  });
  return { log, store, closings, barriers, reader };
}

const record = (sequence: number, ...entries: LogEntry[]): LogRecord => ({ sequence, epoch: 1, entries });
const whole = () => [record(1, part(0, 2), other), record(2, part(2, 3)), record(3, part(3))];

describe('reading executions', () => {
  it('finds one with its payloads, from the log', async () => {
    const { reader } = reading(whole());
    expect(await reader.find(arn)).toMatchObject({
      name: 'one',
      status: 'SUCCEEDED',
      input: { order: 7 },
      output: 'out',
    });
    expect(await reader.find(executionArn('other'))).toMatchObject({ status: 'RUNNING', output: undefined });
    expect(await reader.find(executionArn('unknown'))).toBeUndefined();
    expect(await reader.find('not an ARN')).toBeUndefined();
  });

  it('shows the whole history, whatever else the records hold', async () => {
    const { reader } = reading(whole());
    const history = await reader.history(arn, true);
    expect(history?.map((event) => event.type)).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
    const bare = await reader.history(arn, false);
    expect(bare?.[1]?.stateEnteredEventDetails).toEqual({ name: 'S' });
    expect(await reader.history(executionArn('unknown'), true)).toBeUndefined();
  });

  it('leaves nothing out when a record of the log is missing, another one, or damaged (E5): nobody can tell then', async () => {
    const { log, reader } = reading(whole());
    await reader.find(arn);
    const unavailable = (message: RegExp) => ({
      name: 'ServiceUnavailable',
      message: expect.stringMatching(message),
    });
    const records = [...log.records];
    log.records.splice(1, 1);
    await expect(reader.history(arn, true)).rejects.toMatchObject(
      unavailable(/record 2 of partition 0 in dallas, with events of .*:one, is missing/),
    );
    await expect(Array.fromAsync(reader.events(arn))).rejects.toMatchObject(unavailable(/is missing/));
    expect(await reader.find(arn)).toMatchObject({ status: 'SUCCEEDED' });
    log.records.splice(0, log.records.length, record(1, other), ...records.slice(1));
    await expect(reader.find(arn)).rejects.toMatchObject(unavailable(/record 1 .* is another one/));
    log.records.splice(0, log.records.length, ...records);
    log.get = () => Promise.reject(new EdgestepError('log-damaged', 'the checksum does not fit'));
    await expect(reader.find(arn)).rejects.toMatchObject(unavailable(/the checksum does not fit/));
  });

  it('shows a history of very many records in its order', async () => {
    const events = Array.from({ length: 200 }, (_, index) => ({
      executionArn: arn,
      events: new EventScript().add(
        'StateEntered',
        { state: `S${index}`, stateType: 'Pass', input: 1 },
        { id: index + 2 },
      ).events,
    }));
    const { reader } = reading([
      record(1, part(0, 1)),
      ...events.map((entry, index) => record(index + 2, entry)),
    ]);
    const history = await reader.history(arn, true);
    expect(history?.map((event) => event.id)).toEqual(Array.from({ length: 201 }, (_, index) => index + 1));
  });

  it('waits for what was answered before it began', async () => {
    const { reader, barriers } = reading(whole());
    await reader.find(arn);
    const query = { stateMachineName: 'orders', qualifier: undefined, status: undefined, after: undefined };
    expect(await reader.list({ ...query, limit: 10 })).toHaveLength(2);
    expect(barriers).toEqual([`dallas/${arn}`, 'all']);
  });

  it('tells whether there is an execution as it is now, and nothing when nobody can tell', async () => {
    let isAvailable = true;
    const { store, reader } = reading(whole(), () => isAvailable);
    expect(store.find(arn)).toBeUndefined();
    expect(await reader.exists(arn)).toBe(true);
    expect(await reader.exists(executionArn('unknown'))).toBe(false);
    store.forget(source);
    isAvailable = false;
    await expect(reader.exists(arn)).rejects.toThrow('Try again.');
  });

  it('says of no execution that it is unknown, or that it is still open, when nobody can tell', async () => {
    let isAvailable = true;
    const { log, reader } = reading([record(1, part(0, 2))], () => isAvailable);
    expect(await reader.find(arn)).toMatchObject({ status: 'RUNNING' });
    isAvailable = false;
    log.records.push(record(2, part(2)));
    for (const read of [
      () => reader.find(arn),
      () => reader.find(executionArn('unknown')),
      () => reader.history(arn, true),
      () => reader.mapRun('arn:of:a:map-run'),
      () => Array.fromAsync(reader.events(arn)),
    ]) {
      await expect(read()).rejects.toMatchObject({ name: 'ServiceUnavailable' });
    }
    const query = { stateMachineName: 'orders', qualifier: undefined, status: undefined, after: undefined };
    expect(await reader.list({ ...query, limit: 10 })).toMatchObject([{ status: 'RUNNING' }]);
  });

  it('waits for an end through times when nobody can tell', async () => {
    let asked = 0;
    const { reader } = reading(whole(), () => ++asked > 3);
    expect(await reader.closed(arn, new AbortController().signal)).toMatchObject({ status: 'SUCCEEDED' });
    expect(asked).toBe(4);
  });

  it('waits for an end whose record is missing until the log is repaired', async () => {
    const { log, reader } = reading(whole());
    await reader.find(arn);
    const last = log.records.splice(2);
    const closed = watch(reader.closed(arn, new AbortController().signal));
    await settled();
    expect(closed.value).toBeUndefined();
    log.records.push(...last);
    await expect.poll(() => closed.value).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('finds an end that was lost with the last records of a log, and is at another place now', async () => {
    const { log, store, reader } = reading(whole());
    await reader.find(arn);
    log.records.splice(2);
    const closed = watch(reader.closed(arn, new AbortController().signal));
    await settled();
    store.forget(source);
    log.records.push({ sequence: 3, epoch: 2, entries: [] }, { ...record(4, part(3)), epoch: 2 });
    await expect.poll(() => closed.value).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('answers at once when an execution has ended, and waits for its end when it has not', async () => {
    const ended = reading(whole());
    const never = new AbortController().signal;
    expect(await ended.reader.closed(arn, never)).toMatchObject({ status: 'SUCCEEDED' });
    const { log, closings, reader } = reading([record(1, part(0, 2))]);
    const closed = watch(reader.closed(arn, never));
    await settled();
    expect(closed.value).toBeUndefined();
    log.records.push(record(2, part(2)));
    closings.closed(arn);
    await settled();
    expect(closed.value).toMatchObject({ status: 'SUCCEEDED', output: 'out' });
  });

  it('stops waiting for an end when the caller does', async () => {
    const { reader } = reading([record(1, part(0, 2))]);
    const abort = new AbortController();
    const closed = reader.closed(arn, abort.signal);
    await settled();
    abort.abort();
    expect(await closed).toBeUndefined();
  });
});
