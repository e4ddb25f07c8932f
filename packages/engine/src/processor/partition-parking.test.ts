import { describe, expect, it } from 'vitest';

import { executionArn } from '../../test/events.ts';
import { HandDrivenLog, settled } from '../../test/hand-driven-log.ts';
import { MemorySnapshots } from '../../test/memory-snapshots.ts';
import { complete, machines, processorRig, start, watch, type RigOptions } from '../../test/processor-rig.ts';
import { VirtualClock } from '../../test/virtual-clock.ts';
import type { ParkedStates } from '../ports/parked-states.ts';
import { openSqliteParkedStates } from './parked-states-sqlite.ts';
import type { SweepFinding } from './sweep.ts';

/** A place outside of the heap that the test can look into, and break. */
class WatchedStates implements ParkedStates {
  readonly held = new Set<number>();
  broken: 'put' | 'get' | undefined;
  disposed = false;
  readonly #states = openSqliteParkedStates(':memory:');

  put(id: number, bytes: Uint8Array): void {
    if (this.broken === 'put') throw new Error('the disk is full');
    this.#states.put(id, bytes);
    this.held.add(id);
  }

  get(id: number): Uint8Array {
    if (this.broken === 'get') throw new Error('the file is gone');
    return this.#states.get(id);
  }

  delete(id: number): void {
    this.held.delete(id);
    this.#states.delete(id);
  }

  [Symbol.dispose](): void {
    this.disposed = true;
    this.#states[Symbol.dispose]();
  }
}

async function rig(options: RigOptions = {}) {
  const states = new WatchedStates();
  const parts = await processorRig(machines, { parkedStates: states, ...options });
  const submit = async (...commands: Parameters<typeof parts.processor.submit>) => {
    const answer = watch(parts.processor.submit(...commands));
    await parts.log.acknowledgeAll();
    return answer;
  };
  return { ...parts, states, submit };
}

/** Long enough for the pass that sees an execution idle, and the next one. */
const PARKED_AFTER_MS = 4_000;

function pass(clock: VirtualClock): void {
  clock.advanceTo(clock.now() + PARKED_AFTER_MS);
}

describe('an execution to which nothing happens', () => {
  it('leaves the heap, and is open as before', async () => {
    const { processor, states, clock, submit } = await rig();
    await submit(start('sleeping', 'wait'));
    await submit(start('working', 'task'));
    expect(states.held.size).toBe(0);
    pass(clock);
    expect(states.held.size).toBe(2);
    expect(processor.openExecutions).toBe(2);
    expect((await submit(start('sleeping', 'wait'))).value).toMatchObject({ kind: 'accepted' });
    expect((await submit(start('sleeping', 'wait', { other: 1 }))).value).toMatchObject({
      reason: 'execution-already-exists',
    });
    expect(processor.openExecutions).toBe(2);
  });

  it('is seen to be idle twice before it goes', async () => {
    const { states, clock, submit } = await rig();
    clock.advanceTo(clock.now() + 1_999);
    await submit(start('one', 'wait'));
    clock.advanceTo(clock.now() + 2_000);
    expect(states.held.size).toBe(0);
    clock.advanceTo(clock.now() + 1);
    expect(states.held.size).toBe(1);
  });

  it('stays until what it has written is durable', async () => {
    const { processor, log, states, clock } = await rig();
    void processor.submit(start('one', 'wait'));
    await settled();
    pass(clock);
    pass(clock);
    expect(states.held.size).toBe(0);
    await log.acknowledgeAll();
    pass(clock);
    expect(states.held.size).toBe(1);
  });

  it('stays when it is about to be woken', async () => {
    const { states, clock, submit, closed } = await rig();
    await submit(start('one', 'wait'));
    clock.advanceTo(clock.now() + 1_000);
    await submit(start('two', 'wait'));
    clock.advanceTo(clock.now() + 26_900);
    expect(states.held.size).toBe(2);
    clock.advanceTo(clock.now() + 2_100);
    expect(closed).toEqual([]);
    expect(states.held.size).toBe(1);
  });

  it('stays when there is no room for it, and is tried again', async () => {
    const { states, clock, submit, faults, processor } = await rig();
    states.broken = 'put';
    await submit(start('one', 'task'));
    pass(clock);
    expect(faults).toEqual([expect.objectContaining({ message: 'the disk is full' })]);
    expect(processor.openExecutions).toBe(1);
    states.broken = undefined;
    pass(clock);
    expect(states.held.size).toBe(1);
    expect((await submit(complete('one'))).value).toMatchObject({ kind: 'accepted' });
  });
});

describe('an execution outside of the heap', () => {
  it('is woken by any command, which is decided on what it was', async () => {
    const { states, clock, submit, closed } = await rig();
    await submit(start('one', 'task'));
    pass(clock);
    expect((await submit(complete('one'))).value).toMatchObject({ kind: 'accepted' });
    expect(closed).toMatchObject([{ name: 'one', status: { kind: 'SUCCEEDED', output: 'done' } }]);
    expect(states.held.size).toBe(0);
    expect((await submit(complete('one'))).value).toMatchObject({ kind: 'rejection' });
  });

  it('is woken by its timer, on time', async () => {
    const { log, clock, submit, closed } = await rig();
    await submit(start('one', 'wait'));
    const due = clock.now() + 30_000;
    clock.advanceTo(due - 1);
    await log.acknowledgeAll();
    expect(closed).toEqual([]);
    clock.advanceTo(due);
    await log.acknowledgeAll();
    expect(closed).toMatchObject([{ name: 'one', status: { kind: 'SUCCEEDED', at: due } }]);
  });

  it('keeps the time of its last heartbeat', async () => {
    const { log, clock, submit, closed } = await rig();
    await submit(start('one', 'timed'));
    const address = { executionArn: executionArn('one'), frame: 0, taskId: 3 };
    clock.advanceTo(clock.now() + 7_000);
    await submit({ kind: 'HeartbeatTask', ...address });
    const beat = clock.now();
    clock.advanceTo(beat + 9_999);
    await log.acknowledgeAll();
    expect(closed).toEqual([]);
    clock.advanceTo(beat + 10_000);
    await log.acknowledgeAll();
    expect(closed).toMatchObject([{ status: { kind: 'FAILED', error: 'States.HeartbeatTimeout' } }]);
  });

  it('can be waited for, and stopped', async () => {
    const { processor, clock, submit } = await rig();
    await submit(start('one', 'task'));
    pass(clock);
    const ended = watch(processor.whenClosed(executionArn('one')));
    await submit({ kind: 'StopExecution', executionArn: executionArn('one') });
    await settled();
    expect(ended.value).toMatchObject({ status: { kind: 'ABORTED' } });
  });

  it('is swept where it is (E4)', async () => {
    const findings: SweepFinding[] = [];
    const { states, clock, submit } = await rig({
      observer: { onFinding: (finding) => findings.push(finding) },
    });
    await submit(start('one', 'task'));
    await submit({ ...start('two', 'task') });
    pass(clock);
    clock.advanceTo(clock.now() + 600_000);
    expect(findings).toEqual([]);
    expect(states.held.size).toBe(2);
  });

  it('has its task taken back when the partition is lost', async () => {
    const { dispatcher, clock, submit, states, abort } = await rig();
    await submit(start('one', 'task'));
    pass(clock);
    abort.abort();
    expect(dispatcher.cancelled).toEqual(['one/3']);
    expect(states.disposed).toBe(true);
  });

  it('brings its owner to step down when its state is lost: the next one reads it in the log', async () => {
    const first = await rig();
    await first.submit(start('one', 'task'));
    pass(first.clock);
    first.states.broken = 'get';
    const answer = await first.submit(complete('one'));
    expect(answer.value).toMatchObject({ reason: 'partition-moved' });
    await expect(first.processor.stopped).resolves.toMatchObject({ kind: 'fault' });
    const second = await rig({ log: new HandDrivenLog(first.log.records, 2) });
    expect((await second.submit(complete('one'))).value).toMatchObject({ kind: 'accepted' });
  });
});

describe('snapshots and recoveries of what is outside of the heap', () => {
  it('a snapshot contains it, and a recovery leaves it there', async () => {
    const snapshots = new MemorySnapshots();
    const first = await rig({ snapshots });
    await first.submit(start('working', 'task'));
    await first.submit(start('sleeping', 'wait'));
    pass(first.clock);
    const ended = first.processor[Symbol.asyncDispose]();
    await first.log.acknowledgeAll();
    await ended;
    const clock = new VirtualClock(first.clock.now() + 1_000);
    const second = await rig({ log: new HandDrivenLog(first.log.records, 2), snapshots, clock });
    expect(second.states.held.size).toBe(2);
    expect(second.processor.openExecutions).toBe(2);
    expect(second.dispatcher.names).toEqual(['working/3 scheduled']);
    clock.advanceTo(clock.now() + 30_000);
    await second.log.acknowledgeAll();
    expect(second.closed).toMatchObject([{ name: 'sleeping' }]);
    expect((await second.submit(complete('working'))).value).toMatchObject({ kind: 'accepted' });
    expect(second.processor.openExecutions).toBe(0);
  });

  it('the tail of the log wakes what it goes on with', async () => {
    const snapshots = new MemorySnapshots();
    const first = await rig({ snapshots, limits: { snapshotRecords: 2 } });
    await first.submit(start('one', 'task'));
    await first.submit(start('two', 'task'));
    await expect.poll(() => snapshots.saved?.sequence).toBe(2);
    await first.submit(complete('one'));
    const second = await rig({ log: new HandDrivenLog(first.log.records, 2), snapshots });
    expect(second.closed).toMatchObject([{ name: 'one', status: { kind: 'SUCCEEDED' } }]);
    expect(second.processor.openExecutions).toBe(1);
    expect(second.states.held.size).toBe(1);
  });

  it('a partition is recovered though there is no room outside of the heap', async () => {
    const first = await rig();
    await first.submit(start('one', 'task'));
    const states = new WatchedStates();
    states.broken = 'put';
    const second = await rig({ log: new HandDrivenLog(first.log.records, 2), parkedStates: states });
    expect(second.faults).toEqual([expect.objectContaining({ message: 'the disk is full' })]);
    expect((await second.submit(complete('one'))).value).toMatchObject({ kind: 'accepted' });
  });

  it('a recovery that fails leaves nothing open', async () => {
    const states = new WatchedStates();
    const gap = [{ sequence: 2, epoch: 1, entries: [] }];
    const failing = rig({ log: new HandDrivenLog(gap, 2), parkedStates: states });
    await expect(failing).rejects.toMatchObject({ code: 'log-damaged' });
    expect(states.disposed).toBe(true);
  });
});
