import { describe, expect, it } from 'vitest';

import { changesOf } from '../../../test/changes-of.ts';
import { EventScript, executionArn, startedScript } from '../../../test/events.ts';
import { VirtualClock } from '../../../test/virtual-clock.ts';
import type { LogChanges } from '../../projections/log-changes.ts';
import { openSqliteProjections } from '../projection-store-sqlite.ts';
import { IndexWriter } from './index-writer.ts';
import { writtenFirst } from './written-first.ts';

const zone = 'dallas';
const arn = executionArn('one');
const mapRunArn = 'arn:aws:states:dallas:000000000000:mapRun:orders/Each:1';

/** An execution with a Map Run has begun: its record waits for others. */
function waiting() {
  const { events } = startedScript({ executionArn: arn });
  const mapRun = new EventScript().add('MapRunStarted', {
    mapRunArn,
    label: 'Each',
    executionType: 'STANDARD',
    itemProcessor: { block: 1, startAt: 'Work' },
    maxConcurrency: 0,
  });
  const entries = [{ executionArn: arn, events: [...events, ...mapRun.events] }];
  let waits: LogChanges | undefined = changesOf({
    source: { zone, partition: 3 },
    records: [{ sequence: 1, epoch: 1, entries }],
  });
  const store = openSqliteProjections(':memory:');
  const writer = new IndexWriter({ store, clock: new VirtualClock(0), collectMs: 250 });
  const take = () => {
    const changes = waits;
    waits = undefined;
    return changes;
  };
  const concern = (executionArn: string) => waits?.concern(executionArn) === true;
  const failed = (error: unknown) => {
    throw error;
  };
  writer.writeSoon({ take, concern, written: () => {}, failed });
  return { store, index: writtenFirst(store, writer), isWritten: () => waits === undefined };
}

describe('an index that is written first', () => {
  it('shows what waits, whatever is asked', () => {
    expect(waiting().store.find(arn)).toBeUndefined();
    expect(waiting().index.find(arn)).toMatchObject({ status: 'RUNNING' });
    expect(waiting().index.places(arn)).toMatchObject([{ sequence: 1 }]);
    const query = { stateMachineName: 'orders', qualifier: undefined, status: undefined, limit: 9 };
    expect(waiting().index.list({ ...query, after: undefined })).toHaveLength(1);
    expect(waiting().index.countOpen(zone, 9)).toBe(1);
    expect(waiting().index.mapRun(mapRunArn)).toMatchObject({ executionArn: arn });
    expect(waiting().index.mapRuns({ executionArn: arn, limit: 9, after: undefined })).toHaveLength(1);
  });

  it('lets wait what is about other executions', () => {
    const { index, isWritten } = waiting();
    const other = executionArn('other');
    expect(index.find(other)).toBeUndefined();
    expect(index.places(other)).toEqual([]);
    expect(index.mapRuns({ executionArn: other, limit: 9, after: undefined })).toEqual([]);
    expect(isWritten()).toBe(false);
  });
});
