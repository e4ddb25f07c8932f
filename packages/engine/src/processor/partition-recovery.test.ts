import { describe, expect, it } from 'vitest';

import { executionArn } from '../../test/events.ts';
import { HandDrivenLog, settled } from '../../test/hand-driven-log.ts';
import { MemorySnapshots } from '../../test/memory-snapshots.ts';
import {
  complete,
  definitionsOf,
  machines,
  processorRig,
  start,
  watch,
  type RigOptions,
} from '../../test/processor-rig.ts';
import { VirtualClock } from '../../test/virtual-clock.ts';
import { fold } from '../evolve/fold.ts';

const rig = (options: RigOptions = {}) => processorRig(machines, options);

describe('a definition', () => {
  it('that is on its way holds up its own execution only', async () => {
    const loading = Promise.withResolvers<void>();
    const known = definitionsOf(machines);
    const { processor, log } = await rig({
      definitions: {
        load: (revisionId) =>
          revisionId === 'task' ? loading.promise.then(() => known.load('task')) : known.load(revisionId),
      },
    });
    const slow = watch(processor.submit(start('slow', 'task')));
    const stopped = watch(processor.submit({ kind: 'StopExecution', executionArn: executionArn('slow') }));
    const quick = watch(processor.submit(start('quick', 'pass')));
    await log.acknowledgeAll();
    expect(quick.value).toMatchObject({ kind: 'accepted' });
    expect(slow.value).toBeUndefined();
    loading.resolve();
    await log.acknowledgeAll();
    expect(slow.value).toMatchObject({ kind: 'accepted' });
    expect(stopped.value).toMatchObject({ kind: 'accepted' });
  });

  it('that does not exist refuses the start, and leaves nothing behind', async () => {
    const { processor, log, faults } = await rig();
    const answer = await processor.submit(start('one', 'missing'));
    expect(answer).toMatchObject({
      reason: 'partition-unavailable',
      message: 'there is no revision missing',
    });
    expect(faults).toHaveLength(1);
    expect(processor.openExecutions).toBe(0);
    const again = watch(processor.submit(start('one', 'pass')));
    await log.acknowledgeAll();
    expect(again.value).toMatchObject({ kind: 'accepted' });
  });

  it('that an open execution needs is asked for again until it is there', async () => {
    const first = await rig();
    void first.processor.submit(start('one', 'task'));
    await first.log.acknowledgeAll();
    let missing = true;
    const known = definitionsOf(machines);
    const second = await rig({
      log: new HandDrivenLog(first.log.records, 2),
      definitions: { load: (id) => (missing ? Promise.reject(new Error('not here yet')) : known.load(id)) },
    });
    const answer = watch(second.processor.submit(complete('one')));
    await settled();
    missing = false;
    second.clock.advanceTo(second.clock.now() + 1_000);
    await settled();
    await second.log.acknowledgeAll();
    expect(answer.value).toMatchObject({ kind: 'accepted' });
    expect(second.faults).toHaveLength(1);
  });
});

describe('an evaluation that takes its time (JSONata)', () => {
  it('holds up its own execution only, and keeps the order of its commands', async () => {
    const { processor, log } = await rig();
    const slow = watch(processor.submit(start('slow', 'jsonata', { n: 1 })));
    const repeated = watch(processor.submit(start('slow', 'jsonata', { n: 1 })));
    const quick = watch(processor.submit(start('quick', 'pass')));
    await log.acknowledgeAll();
    await settled();
    await log.acknowledgeAll();
    expect([slow.value?.kind, quick.value?.kind]).toEqual(['accepted', 'accepted']);
    // By the time that the repetition is decided, the execution has ended.
    expect(repeated.value).toMatchObject({ reason: 'execution-already-exists' });
    expect(log.records.flatMap((record) => record.entries.map((entry) => entry.executionArn))).toEqual(
      expect.arrayContaining([executionArn('slow'), executionArn('quick')]),
    );
  });
});

describe('a new owner', () => {
  it('hands out what was out, waits for what was waited for, and takes results', async () => {
    const first = await rig();
    void first.processor.submit(start('working', 'task'));
    void first.processor.submit(start('sleeping', 'wait'));
    void first.processor.submit(start('ended', 'pass'));
    await first.log.acknowledgeAll();
    const clock = new VirtualClock(first.clock.now() + 10_000);
    const second = await rig({ log: new HandDrivenLog(first.log.records, 2), clock });
    expect(second.processor.openExecutions).toBe(2);
    expect(second.dispatcher.names).toEqual(['working/3 scheduled']);
    void second.processor.submit(complete('working'));
    clock.advanceTo(clock.now() + 20_000);
    await second.log.acknowledgeAll();
    expect(second.closed.map((execution) => execution.name).toSorted()).toEqual([
      'ended',
      'sleeping',
      'working',
    ]);
    expect(await second.processor.submit(start('ended', 'pass'))).toMatchObject({
      reason: 'execution-already-exists',
    });
  });

  it('has exactly what the log has: what its predecessor had not written never was', async () => {
    const first = await rig();
    void first.processor.submit(start('one', 'task'));
    await first.log.acknowledgeAll();
    void first.processor.submit(complete('one'));
    await settled();
    const second = await rig({ log: new HandDrivenLog(first.log.records, 2) });
    await first.log.fence();
    const answer = watch(second.processor.submit(complete('one')));
    await second.log.acknowledgeAll();
    expect(answer.value).toMatchObject({ kind: 'accepted' });
    const events = second.log.records.flatMap((record) => record.entries.flatMap((entry) => entry.events));
    expect(events.filter((event) => event.kind === 'TaskSucceeded')).toHaveLength(1);
    expect(fold(events)?.status).toMatchObject({ kind: 'SUCCEEDED' });
  });

  it('goes on with an execution whose turn was cut', async () => {
    const states = Object.fromEntries(
      Array.from({ length: 600 }, (_, index) => [
        `S${index}`,
        index < 599 ? { Type: 'Pass', Next: `S${index + 1}` } : { Type: 'Pass', End: true },
      ]),
    );
    const long = { long: { StartAt: 'S0', States: states } };
    const first = await processorRig(long);
    void first.processor.submit(start('one', 'long'));
    await settled();
    await first.log.acknowledge();
    expect(first.closed).toEqual([]);
    const second = await processorRig(long, { log: new HandDrivenLog(first.log.records.slice(0, 1), 2) });
    await second.log.acknowledgeAll();
    expect(second.closed).toMatchObject([{ name: 'one', status: { kind: 'SUCCEEDED' } }]);
  });
});

describe('snapshots', () => {
  it('are taken after so many records, and are enough with the tail behind them', async () => {
    const snapshots = new MemorySnapshots();
    const first = await rig({ snapshots, limits: { snapshotRecords: 3, appendsInFlightMax: 1 } });
    for (const name of ['a', 'b', 'c', 'd']) {
      void first.processor.submit(start(name, 'task'));
      await first.log.acknowledgeAll();
    }
    void first.processor.submit(complete('a'));
    await first.log.acknowledgeAll();
    await settled();
    expect(snapshots.saved?.sequence).toBe(3);
    const tail = first.log.records.filter((record) => record.sequence > 3);
    const second = await rig({ log: new HandDrivenLog(tail, 2), snapshots });
    expect(second.dispatcher.names).toEqual(['b/3 scheduled', 'c/3 scheduled', 'd/3 scheduled']);
    expect(second.closed.map((execution) => execution.name)).toEqual(['a']);
  });

  it('do not wait for a partition that never rests', async () => {
    const snapshots = new MemorySnapshots();
    const { processor, log } = await rig({ snapshots, limits: { snapshotRecords: 2 } });
    for (let round = 0; round < 8; round += 1) {
      void processor.submit(start(`busy-${round}`, 'task'));
      await settled();
      if (round > 0) await log.acknowledge();
    }
    await settled();
    expect(snapshots.saved?.sequence).toBeGreaterThanOrEqual(2);
    await log.acknowledgeAll();
    const second = await rig({ log: new HandDrivenLog(log.records, 2), snapshots });
    expect(second.processor.openExecutions).toBe(8);
  });

  it('are saved at an orderly end', async () => {
    const snapshots = new MemorySnapshots();
    const { processor, log } = await rig({ snapshots });
    void processor.submit(start('one', 'task'));
    await settled();
    const ending = processor[Symbol.asyncDispose]();
    expect(await processor.submit(start('late', 'pass'))).toMatchObject({ reason: 'partition-moved' });
    await log.acknowledgeAll();
    await ending;
    expect(snapshots.saved?.sequence).toBe(1);
    expect(log.disposed).toBe(true);
    await expect(processor.stopped).resolves.toEqual({ kind: 'disposed' });
  });
});
