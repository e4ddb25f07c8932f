import { describe, expect, it } from 'vitest';

import { settled } from '../../test/hand-driven-log.ts';
import { definitionsOf, machines, RecordingDispatcher, start } from '../../test/processor-rig.ts';
import { VirtualClock } from '../../test/virtual-clock.ts';
import type { LogReader, LogRecord } from '../ports/partition-log.ts';
import { projectHistory } from '../projections/history/project-history.ts';
import { createMemoryLog } from './memory-log.ts';
import { PartitionProcessor } from './partition-processor.ts';

const nothingToRead: LogReader = {
  async *read() {},
  get: async () => undefined,
  async *follow() {},
};

async function expressRig() {
  const clock = new VirtualClock(1_000_000);
  const dispatcher = new RecordingDispatcher();
  const records: LogRecord[] = [];
  const abort = new AbortController();
  const processor = await PartitionProcessor.open({
    log: createMemoryLog(),
    reader: nothingToRead,
    definitions: definitionsOf(machines),
    dispatcher,
    closedExecutions: { find: () => undefined, places: async () => [] },
    clock,
    evaluation: { random: () => 0.5, uuid: () => 'uuid' },
    taskToken: () => 'token',
    observer: { onRecord: (record) => records.push(record) },
    limits: { recentlyClosedMax: 2 },
    signal: abort.signal,
  });
  return { processor, clock, dispatcher, records };
}

const express = (name: string, revisionId: string) =>
  ({ ...start(name, revisionId), type: 'EXPRESS' }) as const;

describe('Express executions: the same processor over a log that keeps nothing', () => {
  it('run, and answer with their end', async () => {
    const { processor } = await expressRig();
    expect(await processor.run(express('one', 'pass'))).toMatchObject({
      name: 'one',
      type: 'EXPRESS',
      status: { kind: 'SUCCEEDED', output: {} },
    });
  });

  it('are forgotten when they have ended', async () => {
    const { processor } = await expressRig();
    for (const name of ['a', 'b', 'c', 'd']) await processor.run(express(name, 'pass'));
    expect(processor.openExecutions).toBe(0);
    expect(await processor.run(express('a', 'pass'))).toMatchObject({ status: { kind: 'SUCCEEDED' } });
  });

  it('show their events to who keeps logs of them', async () => {
    const { processor, records } = await expressRig();
    await processor.run(express('one', 'pass'));
    const events = records.flatMap((record) => record.entries.flatMap((entry) => entry.events));
    expect(projectHistory(events).map((event) => event.type)).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
  });

  it('last five minutes at most', async () => {
    const { processor, clock, dispatcher } = await expressRig();
    const run = processor.run(express('slow', 'task'));
    await settled();
    clock.advanceTo(clock.now() + 300_000);
    expect(await run).toMatchObject({ status: { kind: 'TIMED_OUT' } });
    expect(dispatcher.cancelled).toEqual(['slow/3']);
  });

  it('stop waiting when the caller does; the execution goes on', async () => {
    const { processor } = await expressRig();
    const abort = new AbortController();
    const run = processor.run(express('slow', 'task'), abort.signal);
    await settled();
    abort.abort();
    expect(await run).toMatchObject({ kind: 'rejection', reason: 'partition-unavailable' });
    expect(processor.openExecutions).toBe(1);
  });
});
