import type { ExecutionEvent } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { changesOf } from '../../test/changes-of.ts';
import { EventScript, executionArn, startFacts, startedScript } from '../../test/events.ts';
import type { ProjectionStore } from '../projections/execution-index.ts';
import { openSqliteProjections } from './projection-store-sqlite.ts';

const source = { zone: 'dallas', partition: 3 };
const arn = executionArn('one');
const mapRunArn = 'arn:aws:states:dallas:000000000000:mapRun:orders/Each:1';

const began = startedScript({ executionArn: arn }).events;
const step = new EventScript().add(
  'StateEntered',
  { state: 'First', stateType: 'Pass', input: 1 },
  { id: 2 },
).events;
const failed = new EventScript().add('ExecutionFailed', { error: 'E' }, { at: 2000 }).events;
const succeeded = new EventScript().add('ExecutionSucceeded', { output: 1 }, { at: 4000 }).events;
const redriven = new EventScript().add(
  'ExecutionRedriven',
  { redriveCount: 1, records: [1, 2], redrivenBy: 'anonymous' },
  { at: 3000 },
).events;
const mapRunStarted = new EventScript().add(
  'MapRunStarted',
  {
    mapRunArn,
    label: 'Each',
    executionType: 'STANDARD',
    itemProcessor: { block: 1, startAt: 'Work' },
    maxConcurrency: 0,
  },
  { id: 3, at: 1500 },
).events;

/** An index to which records of one execution, one behind the other, are applied. */
function indexing(of = arn) {
  const store = openSqliteProjections(':memory:');
  let sequence = 0;
  const batch = (...parts: readonly (readonly ExecutionEvent[])[]) => {
    const records = parts.map((events) => ({
      sequence: (sequence += 1),
      epoch: 1,
      entries: [{ executionArn: of, events }],
    }));
    store.apply([changesOf({ source, records })]);
  };
  return { store, batch, [Symbol.dispose]: () => store[Symbol.dispose]() };
}

const sequences = (store: ProjectionStore) => store.places(arn).map(({ sequence }) => sequence);
const listed = (store: ProjectionStore, status: 'RUNNING' | 'FAILED' | 'SUCCEEDED' | undefined) =>
  store
    .list({ stateMachineName: 'orders', qualifier: undefined, status, limit: 9, after: undefined })
    .map(({ executionArn }) => executionArn);

describe('an index to which records are applied in batches', () => {
  // The same records, cut at different places.
  const cuts = {
    'in one batch': [[began, step, step, failed]],
    'one begins it, the next ends it': [
      [began, step],
      [step, failed],
    ],
    'one record each': [[began], [step], [step], [failed]],
  };
  it.each(Object.entries(cuts))('shows an execution that has ended: %s', (_, batches) => {
    using rig = indexing();
    for (const parts of batches) rig.batch(...parts);
    expect(rig.store.find(arn)).toMatchObject({
      status: 'FAILED',
      startedAt: 1001,
      stoppedAt: 2000,
      redriveCount: 0,
      redrivenAt: undefined,
      firstSequence: 1,
      closeSequence: 4,
    });
    expect(sequences(rig.store)).toEqual([1, 2, 3, 4]);
    expect(listed(rig.store, 'FAILED')).toEqual([arn]);
    expect(listed(rig.store, 'RUNNING')).toEqual([]);
    expect(listed(rig.store, undefined)).toEqual([arn]);
    expect(rig.store.countOpen('dallas', 10)).toBe(0);
  });

  const redrives = {
    'all in one batch': [[began, failed, redriven]],
    'closed and redriven in one batch': [[began], [failed, redriven]],
    'one record each': [[began], [failed], [redriven]],
  };
  it.each(Object.entries(redrives))('shows an execution that was redriven as open: %s', (_, batches) => {
    using rig = indexing();
    for (const parts of batches) rig.batch(...parts);
    expect(rig.store.find(arn)).toMatchObject({
      status: 'RUNNING',
      stoppedAt: undefined,
      closeSequence: undefined,
      redriveCount: 1,
      redrivenAt: 3000,
    });
    expect(listed(rig.store, 'RUNNING')).toEqual([arn]);
    expect(listed(rig.store, 'FAILED')).toEqual([]);
    expect(rig.store.countOpen('dallas', 10)).toBe(1);
    rig.batch(succeeded);
    expect(rig.store.find(arn)).toMatchObject({ status: 'SUCCEEDED', stoppedAt: 4000, redriveCount: 1 });
    expect(rig.store.countOpen('dallas', 10)).toBe(0);
  });

  it('keeps the places of a long execution in order, however many there are', () => {
    using rig = indexing();
    rig.batch(began);
    const batches = 300;
    for (let index = 0; index < batches; index += 1) rig.batch(step, step);
    rig.batch(failed);
    expect(sequences(rig.store)).toEqual(Array.from({ length: 2 * batches + 2 }, (_, index) => index + 1));
    expect(rig.store.find(arn)).toMatchObject({ firstSequence: 1, closeSequence: 2 * batches + 2 });
    expect(rig.store.purge(3000)).toBe(1);
    expect(sequences(rig.store)).toEqual([]);
  });

  it('goes on with an execution after a batch that could not be applied', () => {
    using rig = indexing();
    rig.batch(began);
    const elsewhere = { source, records: [{ sequence: 9, epoch: 1, entries: [] }] };
    expect(() => rig.store.apply([changesOf(elsewhere)])).toThrow(
      expect.objectContaining({ code: 'log-damaged' }),
    );
    rig.batch(step);
    rig.batch(failed);
    expect(sequences(rig.store)).toEqual([1, 2, 3]);
    expect(rig.store.countOpen('dallas', 10)).toBe(0);
  });

  it('does not begin an execution again that it has', () => {
    using rig = indexing();
    rig.batch(began, failed);
    rig.batch(startedScript({ executionArn: arn, startedBy: 'another' }).events);
    expect(rig.store.find(arn)).toMatchObject({ status: 'FAILED', startedBy: 'anonymous' });
    expect(sequences(rig.store)).toEqual([1, 2, 3]);
    expect(rig.store.countOpen('dallas', 10)).toBe(0);
  });

  it('counts the open executions of a zone, up to a limit', () => {
    using store = openSqliteProjections(':memory:');
    const starts = ['a', 'b', 'c'].map((name) => {
      const facts = startFacts({ name, executionArn: executionArn(name) });
      return {
        executionArn: facts.executionArn,
        events: new EventScript().add('ExecutionStarted', facts).events,
      };
    });
    for (const partition of [1, 2]) {
      const entries = starts.map((entry) => ({
        ...entry,
        executionArn: `${entry.executionArn}${partition}`,
      }));
      const at = { zone: 'dallas', partition };
      store.apply([changesOf({ source: at, records: [{ sequence: 1, epoch: 1, entries }] })]);
    }
    expect(store.countOpen('dallas', 100)).toBe(6);
    expect(store.countOpen('dallas', 4)).toBe(4);
    expect(store.countOpen('austin', 4)).toBe(0);
    store.forget({ zone: 'dallas', partition: 1 });
    expect(store.countOpen('dallas', 100)).toBe(3);
  });

  it('tells executions apart whose ARNs have the same hash', () => {
    using store = openSqliteProjections(':memory:');
    const alike = ['1719095', '4274829'].map(
      (name) => `arn:aws:states:dallas:123456789012:execution:orders:${name}`,
    );
    const entries = alike.map((executionArn) => ({
      executionArn,
      events: startedScript({ executionArn, name: executionArn.slice(-7) }).events,
    }));
    store.apply([changesOf({ source, records: [{ sequence: 1, epoch: 1, entries }] })]);
    const end = { sequence: 2, epoch: 1, entries: [{ executionArn: alike[1]!, events: failed }] };
    store.apply([changesOf({ source, records: [end] })]);
    expect(alike.map((executionArn) => store.find(executionArn))).toMatchObject([
      { name: '1719095', status: 'RUNNING' },
      { name: '4274829', status: 'FAILED' },
    ]);
    expect(alike.map((executionArn) => store.places(executionArn).length)).toEqual([1, 2]);
  });

  it('ends the Map Runs of an execution with it, in the same batch or later', () => {
    for (const batches of [
      [[began, mapRunStarted, failed]],
      [[began, mapRunStarted], [failed]],
      [[began], [mapRunStarted], [failed]],
    ]) {
      using rig = indexing();
      for (const parts of batches) rig.batch(...parts);
      expect(rig.store.mapRun(mapRunArn)).toMatchObject({
        executionArn: arn,
        status: 'ABORTED',
        stoppedAt: 2000,
      });
    }
  });
});
