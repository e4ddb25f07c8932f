import { describe, expect, it } from 'vitest';

import { settled, type HandDrivenLog } from '../../test/hand-driven-log.ts';
import { complete, machines, processorRig, start, watch, type RigOptions } from '../../test/processor-rig.ts';
import type { PartitionSnapshot } from '../ports/snapshot-store.ts';
import type { SweepFinding } from './sweep.ts';

/** An owner that was paused longer than its lease, and has not noticed yet. */
async function rig(options: RigOptions = {}) {
  const lease = { holds: true };
  const parts = await processorRig(machines, { mayOwn: () => lease.holds, ...options });
  return { ...parts, lease };
}

describe('an owner whose lease has run out', () => {
  it('refuses nothing for good: the next owner may know better', async () => {
    const { processor, lease } = await rig();
    lease.holds = false;
    expect(await processor.submit(complete('one'))).toMatchObject({ reason: 'partition-moved' });
    lease.holds = true;
    expect(await processor.submit(complete('one'))).toMatchObject({ reason: 'execution-does-not-exist' });
  });

  it('does not accept a repetition either', async () => {
    const { processor, log, lease } = await rig();
    void processor.submit(start('one', 'task'));
    await log.acknowledgeAll();
    lease.holds = false;
    expect(await processor.submit(start('one', 'task'))).toMatchObject({ reason: 'partition-moved' });
  });

  it('answers what the log has acknowledged: that proves the ownership', async () => {
    const { processor, log, lease } = await rig();
    const started = watch(processor.submit(start('one', 'task')));
    const repeated = watch(processor.submit(start('one', 'task')));
    await settled();
    lease.holds = false;
    await log.acknowledgeAll();
    expect([started.value?.kind, repeated.value?.kind]).toEqual(['accepted', 'accepted']);
  });

  it('does not say how far reads must have come', async () => {
    const { processor, log, lease } = await rig();
    void processor.submit(start('one', 'task'));
    await log.acknowledgeAll();
    expect(await processor.readPosition()).toEqual({ sequence: log.records.length, epoch: 1 });
    expect(processor.durable).toEqual({ sequence: log.records.length, epoch: 1 });
    lease.holds = false;
    expect(await processor.readPosition()).toBeUndefined();
    expect(processor.durable).toBeUndefined();
  });
});

describe('how far a read must have come', () => {
  it('is told when it is known what became of all that is under way: other reads may show it already', async () => {
    const { processor, log } = await rig();
    void processor.submit(start('one', 'task'));
    await settled();
    const position = watch(processor.readPosition());
    await settled();
    expect(position.value).toBeUndefined();
    await log.acknowledge();
    expect(position.value).toEqual({ sequence: 1, epoch: 1 });
  });

  it('is not told by an owner that was fenced meanwhile', async () => {
    const { processor, log } = await rig();
    void processor.submit(start('one', 'task'));
    await settled();
    const position = processor.readPosition();
    await log.fence();
    expect(await position).toBeUndefined();
  });
});

describe('an owner whose log loses what it acknowledged', () => {
  const snapshots = {
    latest: async (): Promise<PartitionSnapshot | undefined> => undefined,
    save: async () => {},
  };

  async function sweeping(change: (log: HandDrivenLog) => void) {
    const parts = await rig({ snapshots, limits: { sweepIntervalMs: 1_000 } });
    const { processor, log, clock } = parts;
    void processor.submit(start('one', 'wait'));
    await log.acknowledgeAll();
    change(log);
    const stopped = watch(processor.stopped);
    clock.advanceTo(clock.now() + 1_000);
    await settled();
    return stopped;
  }

  it.each([
    ['the record is gone', (log: HandDrivenLog) => void log.records.pop()],
    [
      'another one has come into its place',
      (log: HandDrivenLog) => void log.records.splice(-1, 1, { sequence: 1, epoch: 2, entries: [] }),
    ],
  ])('steps down at the next sweep, though it has nothing to append: %s (E5)', async (_, change) => {
    const stopped = await sweeping(change);
    expect(stopped.value).toMatchObject({ kind: 'fault', error: { code: 'log-damaged' } });
  });

  it('goes on while the record is there', async () => {
    const stopped = await sweeping(() => {});
    expect(stopped.value).toBeUndefined();
  });
});

describe('an owner that steps down in good order', () => {
  it('sweeps no more: its timers fire into the void', async () => {
    const findings: SweepFinding[] = [];
    const saving = Promise.withResolvers<void>();
    const snapshots = {
      latest: async (): Promise<PartitionSnapshot | undefined> => undefined,
      save: () => saving.promise,
    };
    const { processor, log, clock } = await rig({
      snapshots,
      limits: { sweepIntervalMs: 1_000 },
      observer: { onFinding: (finding) => findings.push(finding) },
    });
    void processor.submit(start('one', 'wait'));
    await log.acknowledgeAll();
    const disposed = processor[Symbol.asyncDispose]();
    await settled();
    clock.advanceTo(clock.now() + 60_000);
    expect(findings).toEqual([]);
    saving.resolve();
    await disposed;
  });

  it('does not wait for a snapshot that cannot be saved once the partition is lost', async () => {
    const snapshots = {
      latest: async (): Promise<PartitionSnapshot | undefined> => undefined,
      save: () => new Promise<void>(() => {}),
    };
    const { processor, log, abort } = await rig({ snapshots });
    void processor.submit(start('one', 'wait'));
    await log.acknowledgeAll();
    const disposed = processor[Symbol.asyncDispose]();
    await settled();
    expect(log.disposed).toBe(false);
    abort.abort();
    await disposed;
    expect(log.disposed).toBe(true);
  });
});
