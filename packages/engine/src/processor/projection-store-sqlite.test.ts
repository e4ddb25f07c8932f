import type { EdgestepError } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { changesOf } from '../../test/changes-of.ts';
import { EventScript, executionArn, startFacts } from '../../test/events.ts';
import type { LogEntry, LogRecord } from '../ports/partition-log.ts';
import type { ExecutionQuery } from '../projections/execution-index.ts';
import { openSqliteProjections } from './projection-store-sqlite.ts';

const source = { zone: 'dallas', partition: 3 };
const everything: ExecutionQuery = {
  stateMachineName: 'orders',
  qualifier: undefined,
  status: undefined,
  limit: 100,
  after: undefined,
};

function start(name: string, at: number, over: Parameters<typeof startFacts>[0] = {}): LogEntry {
  const arn = over.executionArn ?? executionArn(name);
  const facts = startFacts({ name, executionArn: arn, ...over });
  return { executionArn: arn, events: new EventScript().add('ExecutionStarted', facts, { at }).events };
}

function succeed(name: string, at: number): LogEntry {
  const events = new EventScript().add('ExecutionSucceeded', { output: 'done' }, { id: 2, at }).events;
  return { executionArn: executionArn(name), events };
}

function record(sequence: number, ...entries: LogEntry[]): LogRecord {
  return { sequence, epoch: 1, entries };
}

describe('the index of executions in SQLite', () => {
  it('finds an execution that was started, and how it ended', () => {
    using store = openSqliteProjections(':memory:');
    store.apply([changesOf({ source, records: [record(1, start('one', 5000))] })]);
    expect(store.find(executionArn('one'))).toMatchObject({
      name: 'one',
      zone: 'dallas',
      partition: 3,
      status: 'RUNNING',
      startedAt: 5000,
      stoppedAt: undefined,
      firstSequence: 1,
    });
    store.apply([changesOf({ source, records: [record(2, succeed('one', 6000))] })]);
    expect(store.find(executionArn('one'))).toMatchObject({
      status: 'SUCCEEDED',
      stoppedAt: 6000,
      closeSequence: 2,
    });
    expect(store.find(executionArn('other'))).toBeUndefined();
  });

  it('says which records hold the events of an execution', () => {
    using store = openSqliteProjections(':memory:');
    store.apply([
      changesOf({
        source,
        records: [
          record(1, start('one', 5000)),
          record(2, start('two', 5001)),
          record(3, succeed('two', 5002), succeed('one', 5003)),
        ],
      }),
    ]);
    expect(store.places(executionArn('one')).map((place) => place.sequence)).toEqual([1, 3]);
    expect(store.places(executionArn('two')).map((place) => place.sequence)).toEqual([2, 3]);
    expect(store.places(executionArn('three'))).toEqual([]);
  });

  it('is not changed by a record that it has applied already', () => {
    using store = openSqliteProjections(':memory:');
    const records = [record(1, start('one', 5000)), record(2, succeed('one', 6000))];
    store.apply([changesOf({ source, records })]);
    const before = store.find(executionArn('one'));
    store.apply([changesOf({ source, records })]);
    store.apply([changesOf({ source, records: [record(1, start('one', 9999))] })]);
    expect(store.find(executionArn('one'))).toEqual(before);
    expect(store.newest(source)?.sequence).toBe(2);
    expect(store.places(executionArn('one'))).toHaveLength(2);
  });

  it('refuses a log with a hole, and keeps what it had', () => {
    using store = openSqliteProjections(':memory:');
    store.apply([changesOf({ source, records: [record(1, start('one', 5000))] })]);
    const withHole = [record(2, start('two', 5001)), record(4, succeed('one', 6000))];
    expect(() => store.apply([changesOf({ source, records: withHole })])).toThrow(
      expect.objectContaining({ code: 'log-damaged' } satisfies Partial<EdgestepError>),
    );
    expect(store.newest(source)?.sequence).toBe(1);
    expect(store.find(executionArn('two'))).toBeUndefined();
  });

  it('begins where a log begins that has lost its oldest records', () => {
    using store = openSqliteProjections(':memory:');
    store.apply([changesOf({ source, records: [record(40, succeed('gone', 4000), start('one', 5000))] })]);
    expect(store.newest(source)?.sequence).toBe(40);
    expect(store.find(executionArn('one'))).toBeDefined();
    expect(store.find(executionArn('gone'))).toBeUndefined();
  });

  it('lists the newest first, in pages that neither repeat nor miss one', () => {
    using store = openSqliteProjections(':memory:');
    // Four at the same millisecond, so that a page ends among them.
    const starts = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, index) => start(name, index < 4 ? 5000 : 5001));
    store.apply([changesOf({ source, records: [record(1, ...starts)] })]);
    const first = store.list({ ...everything, limit: 4 });
    const last = first.at(-1)!;
    store.apply([changesOf({ source, records: [record(2, start('late', 7000))] })]);
    const second = store.list({ ...everything, limit: 4, after: last });
    expect([...first, ...second].map((execution) => execution.name)).toEqual(['f', 'e', 'd', 'c', 'b', 'a']);
  });

  it('lists by status, by version and by alias', () => {
    using store = openSqliteProjections(':memory:');
    const machine = startFacts().stateMachineArn;
    store.apply([
      changesOf({
        source,
        records: [
          record(
            1,
            start('plain', 1),
            start('by-version', 2, { stateMachineVersionArn: `${machine}:2` }),
            start('by-alias', 3, {
              stateMachineVersionArn: `${machine}:3`,
              stateMachineAliasArn: `${machine}:live`,
            }),
            start('elsewhere', 4, { stateMachineArn: `${machine}-other` }),
          ),
          record(2, succeed('plain', 9)),
        ],
      }),
    ]);
    const names = (query: Partial<ExecutionQuery>) =>
      store.list({ ...everything, ...query }).map((execution) => execution.name);
    expect(names({ status: 'SUCCEEDED' })).toEqual(['plain']);
    expect(names({ status: 'RUNNING' })).toEqual(['by-alias', 'by-version']);
    expect(names({ qualifier: '2' })).toEqual(['by-version']);
    expect(names({ qualifier: 'live' })).toEqual(['by-alias']);
    expect(names({ stateMachineName: 'orders-other' })).toEqual(['elsewhere']);
  });

  it('keeps the logs of several zones apart', () => {
    using store = openSqliteProjections(':memory:');
    const inAustin = executionArn('one', 'orders', 'austin');
    store.apply([changesOf({ source, records: [record(1, start('one', 1))] })]);
    store.apply([
      changesOf({
        source: { zone: 'austin', partition: 3 },
        records: [record(7, start('one', 2, { executionArn: inAustin }))],
      }),
    ]);
    expect(store.newest(source)?.sequence).toBe(1);
    expect(store.newest({ zone: 'austin', partition: 3 })?.sequence).toBe(7);
    expect(store.list(everything)).toHaveLength(2);
    expect(store.list({ ...everything, zone: 'austin' }).map((found) => found.executionArn)).toEqual([
      inAustin,
    ]);
  });

  it('forgets a log that was made anew, and old executions, with their places', () => {
    using store = openSqliteProjections(':memory:');
    store.apply([
      changesOf({
        source,
        records: [record(1, start('one', 1), start('two', 2)), record(2, succeed('one', 3))],
      }),
    ]);
    expect(store.purge(4)).toBe(1);
    expect(store.find(executionArn('one'))).toBeUndefined();
    expect(store.places(executionArn('one'))).toEqual([]);
    store.forget(source);
    expect(store.newest(source)).toBeUndefined();
    expect(store.list(everything)).toEqual([]);
  });

  it('holds executions as the events say, whatever text they bring', () => {
    using store = openSqliteProjections(':memory:');
    const odd = "Robert'); DROP TABLE executions;-- 😀";
    store.apply([
      changesOf({ source, records: [record(1, start(odd, 1, { startedBy: odd, traceHeader: odd }))] }),
    ]);
    expect(store.find(executionArn(odd))).toMatchObject({ name: odd, startedBy: odd, traceHeader: odd });
  });
});
