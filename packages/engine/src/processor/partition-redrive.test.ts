import { describe, expect, it } from 'vitest';

import { executionArn } from '../../test/events.ts';
import { HandDrivenLog, settled } from '../../test/hand-driven-log.ts';
import { MemorySnapshots } from '../../test/memory-snapshots.ts';
import {
  complete,
  fail,
  machines,
  processorRig,
  redrive,
  start,
  watch,
  type RigOptions,
} from '../../test/processor-rig.ts';
import { fold } from '../evolve/fold.ts';

const rig = (options: RigOptions = {}) => processorRig(machines, options);

const DAY_MS = 86_400_000;

/** What a projection of the log would know of an execution that has ended. */
function projectionOf(log: HandDrivenLog): NonNullable<RigOptions['closedExecutions']> {
  return {
    find(arn) {
      const entries = log.records.flatMap((record) => record.entries);
      const mine = entries.filter((entry) => entry.executionArn === arn);
      const state = fold(mine.flatMap((entry) => entry.events));
      if (state === undefined || state.status.kind === 'RUNNING') return undefined;
      return { startedAt: state.startedAt, closedAt: state.status.at };
    },
    places: async (arn) => log.places(arn),
  };
}

async function failed(options: RigOptions = {}) {
  const rigged = await rig(options);
  void rigged.processor.submit(start('one', 'task'));
  await rigged.log.acknowledgeAll();
  void rigged.processor.submit(fail('one'));
  await rigged.log.acknowledgeAll();
  expect(rigged.processor.openExecutions).toBe(0);
  return rigged;
}

describe('a redrive', () => {
  it('opens a closed execution again: it is answered when that is durable, then the task is out once more', async () => {
    const { processor, log, dispatcher, clock } = await failed();
    const answer = watch(processor.submit(redrive('one')));
    await settled();
    expect([answer.value, dispatcher.names]).toEqual([undefined, ['one/3 scheduled']]);
    await log.acknowledgeAll();
    expect(answer.value).toMatchObject({ kind: 'accepted', at: clock.now() });
    clock.advanceTo(clock.now());
    await log.acknowledgeAll();
    expect(dispatcher.names).toEqual(['one/3 scheduled', 'one/8 scheduled']);
    void processor.submit(complete('one', 8));
    await log.acknowledgeAll();
    expect(processor.openExecutions).toBe(0);
  });

  it('tells the next end, as it told the first', async () => {
    const { processor, log, clock, closed } = await failed();
    void processor.submit(redrive('one'));
    await log.acknowledgeAll();
    clock.advanceTo(clock.now());
    await log.acknowledgeAll();
    void processor.submit(complete('one', 8));
    await log.acknowledgeAll();
    expect(closed.map(({ status, redriveCount }) => [status.kind, redriveCount])).toEqual([
      ['FAILED', 0],
      ['SUCCEEDED', 1],
    ]);
  });

  it('is answered once for one token, while the execution is open and when it is closed again', async () => {
    const { processor, log, clock } = await failed();
    const first = watch(processor.submit(redrive('one', 'token')));
    await log.acknowledgeAll();
    clock.advanceTo(clock.now() + 1_000);
    const second = watch(processor.submit(redrive('one', 'token')));
    await log.acknowledgeAll();
    void processor.submit(fail('one', 8));
    await log.acknowledgeAll();
    const third = watch(processor.submit(redrive('one', 'token')));
    await log.acknowledgeAll();
    const at = first.value?.kind === 'accepted' ? first.value.at : undefined;
    expect(second.value).toMatchObject({ kind: 'accepted', at });
    expect(third.value).toMatchObject({ kind: 'accepted', at });
    expect(processor.openExecutions).toBe(0);
  });

  it('is a new one when the token is older than a quarter of an hour', async () => {
    const { processor, log, clock } = await failed();
    void processor.submit(redrive('one', 'token'));
    await log.acknowledgeAll();
    clock.advanceTo(clock.now() + 1);
    await log.acknowledgeAll();
    void processor.submit(fail('one', 8));
    await log.acknowledgeAll();
    clock.advanceTo(clock.now() + 900_001);
    void processor.submit(redrive('one', 'token'));
    await log.acknowledgeAll();
    expect(processor.openExecutions).toBe(1);
  });

  it.each([
    ['that runs', 'task', 0, 'Execution is RUNNING and cannot be redriven'],
    ['that succeeded', 'pass', 0, 'Execution is SUCCEEDED and cannot be redriven'],
  ])('of an execution %s is refused with the reason', async (_, machine, _days, reason) => {
    const { processor, log } = await rig();
    void processor.submit(start('one', machine));
    await log.acknowledgeAll();
    const answer = watch(processor.submit(redrive('one')));
    await log.acknowledgeAll();
    expect(answer.value).toMatchObject({ reason: 'execution-not-redrivable', message: reason });
  });

  it('of an execution that ended more than 14 days ago is refused', async () => {
    const { processor, log, clock } = await failed();
    clock.advanceTo(clock.now() + 14 * DAY_MS + 1);
    const answer = watch(processor.submit(redrive('one')));
    await log.acknowledgeAll();
    expect(answer.value).toMatchObject({ message: 'Execution redrivable period exceeded' });
  });

  it('of an execution that never was is refused', async () => {
    const { processor } = await rig();
    expect(await processor.submit(redrive('none'))).toMatchObject({ reason: 'execution-does-not-exist' });
  });

  it('is not answered from an end that is not durable (E1)', async () => {
    const { processor, log } = await rig();
    void processor.submit(start('one', 'task'));
    await log.acknowledgeAll();
    void processor.submit(fail('one'));
    expect(await Promise.race([processor.submit(redrive('one')), settled()])).toBeUndefined();
    await log.acknowledgeAll();
  });

  it('keeps the order of commands while the execution is read back', async () => {
    const { processor, log, closed } = await failed();
    void processor.submit(redrive('one'));
    const stopped = watch(processor.submit({ kind: 'StopExecution', executionArn: executionArn('one') }));
    await log.acknowledgeAll();
    expect(stopped.value).toMatchObject({ kind: 'accepted' });
    expect(closed.map(({ status }) => status.kind)).toEqual(['FAILED', 'ABORTED']);
  });
});

describe('a redriven execution, after a recovery', () => {
  it('is read back from before the snapshot (E3)', async () => {
    const snapshots = new MemorySnapshots();
    const first = await failed({ snapshots });
    await first.processor[Symbol.asyncDispose]();
    expect(snapshots.saved).toBeDefined();
    const log = new HandDrivenLog(first.log.records, 2);
    const second = await rig({ log, snapshots, closedExecutions: projectionOf(log) });
    void second.processor.submit(redrive('one'));
    await log.acknowledgeAll();
    second.abort.abort();
    const third = await rig({ log: new HandDrivenLog(log.records, 3), snapshots });
    expect(third.processor.openExecutions).toBe(1);
    third.clock.advanceTo(third.clock.now());
    await third.log.acknowledgeAll();
    expect(third.dispatcher.names).toEqual(['one/8 scheduled']);
  });

  it('whose earlier records are gone is named as damage, not passed over (E5)', async () => {
    const snapshots = new MemorySnapshots();
    const first = await failed({ snapshots });
    await first.processor[Symbol.asyncDispose]();
    const log = new HandDrivenLog(first.log.records, 2);
    const second = await rig({ log, snapshots, closedExecutions: projectionOf(log) });
    void second.processor.submit(redrive('one'));
    await log.acknowledgeAll();
    second.abort.abort();
    const cut = new HandDrivenLog(log.records.slice(1), 3);
    await expect(rig({ log: cut, snapshots })).rejects.toMatchObject({ code: 'log-damaged' });
  });
});

describe('the limit of open executions', () => {
  it('refuses starts and redrives beyond it, and gives way when one ends', async () => {
    const { processor, log } = await failed({ limits: { openExecutionsMax: 1 } });
    void processor.submit(start('two', 'task'));
    await log.acknowledgeAll();
    const refused = { reason: 'execution-limit-exceeded' };
    expect(await processor.submit(start('three', 'task'))).toMatchObject(refused);
    expect(await processor.submit(redrive('one'))).toMatchObject(refused);
    // The repetition of a start opens nothing.
    const again = watch(processor.submit(start('two', 'task')));
    await log.acknowledgeAll();
    expect(again.value).toMatchObject({ kind: 'accepted' });
    void processor.submit(complete('two'));
    await log.acknowledgeAll();
    const redriven = watch(processor.submit(redrive('one')));
    await log.acknowledgeAll();
    expect(redriven.value).toMatchObject({ kind: 'accepted' });
  });
});
