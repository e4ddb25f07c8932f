import type { CompiledMachine } from '@edgestep/asl';
import { describe, expect, it } from 'vitest';

import { executionArn } from '../../test/events.ts';
import { HandDrivenLog, settled } from '../../test/hand-driven-log.ts';
import {
  complete,
  definitionsOf,
  machines,
  processorRig,
  start,
  task,
  watch,
  type RigOptions,
} from '../../test/processor-rig.ts';
import { fold } from '../evolve/fold.ts';
import type { ClosedFacts } from '../ports/closed-executions.ts';
import type { RecordMark } from '../ports/partition-log.ts';

const rig = (options: RigOptions = {}) => processorRig(machines, options);
describe('a command', () => {
  it('is answered when its events are durable, and not before (E1)', async () => {
    const { processor, log, clock } = await rig();
    const answer = watch(processor.submit(start('one', 'pass')));
    await settled();
    expect(log.appends).toHaveLength(1);
    expect(answer.value).toBeUndefined();
    await log.acknowledge();
    expect(answer.value).toEqual({ kind: 'accepted', sequence: 1, at: clock.now() });
  });

  it('hands no task out, and tells no end, before its events are durable (E1)', async () => {
    const { processor, log, dispatcher, closed } = await rig();
    void processor.submit(start('one', 'task'));
    await settled();
    expect(dispatcher.dispatched).toEqual([]);
    await log.acknowledge();
    expect(dispatcher.names).toEqual(['one/3 scheduled']);
    void processor.submit(complete('one'));
    await settled();
    expect(closed).toEqual([]);
    await log.acknowledge();
    expect(closed).toMatchObject([{ name: 'one', status: { kind: 'SUCCEEDED', output: 'done' } }]);
  });

  it('is decided while the one before it is not durable, and released behind it', async () => {
    const { processor, log } = await rig();
    const first = watch(processor.submit(start('one', 'task')));
    await settled();
    const repeated = watch(processor.submit(start('one', 'task')));
    const stopped = watch(processor.submit({ kind: 'StopExecution', executionArn: executionArn('one') }));
    await settled();
    expect(repeated.value).toBeUndefined();
    await log.acknowledge();
    expect(first.value).toMatchObject({ kind: 'accepted', sequence: 1 });
    // Reads that wait for this sequence see the execution.
    expect(repeated.value).toMatchObject({ kind: 'accepted', sequence: 1 });
    expect(stopped.value).toBeUndefined();
    await log.acknowledge();
    expect(stopped.value).toMatchObject({ kind: 'accepted', sequence: 2 });
  });

  it('shares a record with others that came while an append was under way', async () => {
    const { processor, log } = await rig({ limits: { appendsInFlightMax: 1 } });
    const answers = ['a', 'b', 'c', 'd'].map((name) => {
      const answer = watch(processor.submit(start(name, 'pass')));
      return answer;
    });
    await log.acknowledgeAll();
    expect(answers.every((answer) => answer.value?.kind === 'accepted')).toBe(true);
    expect(log.records.map((record) => record.entries.length)).toEqual([4]);
  });

  it('is refused when too many wait', async () => {
    const { processor, log } = await rig({ limits: { commandsWaitingMax: 1 } });
    const first = processor.submit(start('a', 'pass'));
    expect(await processor.submit(start('b', 'pass'))).toMatchObject({ reason: 'partition-unavailable' });
    await log.acknowledgeAll();
    await first;
    const again = watch(processor.submit(start('b', 'pass')));
    await log.acknowledgeAll();
    expect(again.value).toMatchObject({ kind: 'accepted' });
  });
});

describe('an owner that is fenced off (E2)', () => {
  it('steps down: whoever waits is told that the partition moved, tasks are cancelled', async () => {
    const { processor, log, dispatcher } = await rig();
    void processor.submit(start('out', 'task'));
    await log.acknowledgeAll();
    const answers = [
      watch(processor.submit(complete('out'))),
      watch(processor.submit(start('new', 'task'))),
      watch(processor.submit(start('new', 'task'))),
    ];
    await settled();
    await log.fence();
    expect(answers.map((answer) => answer.value)).toEqual([
      expect.objectContaining({ reason: 'partition-moved' }),
      expect.objectContaining({ reason: 'partition-moved' }),
      expect.objectContaining({ reason: 'partition-moved' }),
    ]);
    await expect(processor.stopped).resolves.toMatchObject({ kind: 'fenced' });
    expect(dispatcher.names).toEqual(['out/3 scheduled']);
    expect(await processor.submit(start('later', 'pass'))).toMatchObject({ reason: 'partition-moved' });
  });

  it('fires no timer any more, and writes nothing', async () => {
    const { processor, log, clock, dispatcher } = await rig();
    void processor.submit(start('sleeping', 'wait'));
    void processor.submit(start('working', 'task'));
    await log.acknowledgeAll();
    void processor.submit(start('new', 'pass'));
    await settled();
    await log.fence();
    clock.advanceTo(clock.now() + 100_000);
    await settled();
    expect(log.appends).toEqual([]);
    expect(dispatcher.cancelled).toEqual(['working/3']);
  });

  it('does the same when its lease is taken from it', async () => {
    const { processor, log, abort } = await rig();
    const answer = watch(processor.submit(start('one', 'pass')));
    await settled();
    abort.abort();
    await settled();
    expect(answer.value).toMatchObject({ reason: 'partition-moved' });
    await expect(processor.stopped).resolves.toEqual({ kind: 'aborted' });
    await log.acknowledge();
    expect(log.records).toHaveLength(1);
  });

  it('does the same when the log gives up', async () => {
    const { processor, log } = await rig();
    void processor.submit(start('one', 'pass'));
    await settled();
    log.appends[0]?.outcome.reject(new Error('the connection is closed'));
    await expect(processor.stopped).resolves.toMatchObject({ kind: 'fault' });
  });
});

describe('results and timers are applied once (E6)', () => {
  it('a result that comes twice, or for another task, is refused', async () => {
    const { processor, log } = await rig();
    void processor.submit(start('one', 'task'));
    await log.acknowledgeAll();
    const first = watch(processor.submit(complete('one')));
    const second = watch(processor.submit(complete('one')));
    const unknown = watch(processor.submit(complete('two')));
    await log.acknowledgeAll();
    expect(first.value).toMatchObject({ kind: 'accepted' });
    expect(second.value).toMatchObject({ reason: 'task-timed-out' });
    expect(unknown.value).toMatchObject({ reason: 'execution-does-not-exist' });
  });

  it('a wait goes on when it is due', async () => {
    const { processor, log, clock, closed } = await rig();
    void processor.submit(start('one', 'wait'));
    await log.acknowledgeAll();
    clock.advanceTo(clock.now() + 29_999);
    await log.acknowledgeAll();
    expect(closed).toEqual([]);
    clock.advanceTo(clock.now() + 1);
    await log.acknowledgeAll();
    expect(closed).toMatchObject([{ name: 'one', status: { kind: 'SUCCEEDED' } }]);
  });

  it('a heartbeat keeps a task alive; a silent one times out', async () => {
    const { processor, log, clock, closed, dispatcher } = await rig();
    void processor.submit(start('one', 'timed'));
    await log.acknowledgeAll();
    for (let beats = 0; beats < 3; beats += 1) {
      clock.advanceTo(clock.now() + 9_000);
      const answer = await processor.submit({ kind: 'HeartbeatTask', ...task('one') });
      expect(answer).toMatchObject({ kind: 'accepted', sequence: 1 });
    }
    await log.acknowledgeAll();
    expect(closed).toEqual([]);
    clock.advanceTo(clock.now() + 10_000);
    await log.acknowledgeAll();
    expect(closed).toMatchObject([{ status: { kind: 'FAILED', error: 'States.HeartbeatTimeout' } }]);
    expect(dispatcher.cancelled).toEqual(['one/3']);
  });
});

describe('an execution that has ended', () => {
  it('keeps its name taken, and answers a stop with its end', async () => {
    const { processor, log, clock } = await rig();
    void processor.submit(start('one', 'pass'));
    await log.acknowledgeAll();
    const endedAt = clock.now();
    clock.advanceTo(endedAt + 5_000);
    expect(await processor.submit(start('one', 'pass'))).toMatchObject({
      reason: 'execution-already-exists',
    });
    const stop = { kind: 'StopExecution', executionArn: executionArn('one') } as const;
    expect(await processor.submit(stop)).toEqual({ kind: 'accepted', sequence: 0, at: endedAt });
    expect(await processor.submit(complete('one'))).toMatchObject({ reason: 'task-timed-out' });
    expect(processor.openExecutions).toBe(0);
  });

  it('is looked up in the projection when it ended long ago; commands on it keep their order', async () => {
    const lookup = Promise.withResolvers<ClosedFacts | undefined>();
    const asked: [string, RecordMark][] = [];
    const { processor, log } = await rig({
      closedExecutions: {
        find(arn, asOf) {
          asked.push([arn, asOf]);
          return lookup.promise;
        },
        places: async () => [],
      },
    });
    const answers = [
      watch(processor.submit(start('old', 'pass'))),
      watch(processor.submit({ kind: 'StopExecution', executionArn: executionArn('old') })),
    ];
    await settled();
    lookup.resolve({ startedAt: 1, closedAt: 2 });
    await log.acknowledgeAll();
    expect(answers[0]?.value).toMatchObject({ reason: 'execution-already-exists' });
    expect(answers[1]?.value).toEqual({ kind: 'accepted', sequence: 0, at: 2 });
    expect(asked[0]).toEqual([executionArn('old'), { sequence: 0, epoch: 1 }]);
    expect(processor.openExecutions).toBe(0);
  });

  it('is told to who waits for it, when it is durable', async () => {
    const { processor, log } = await rig();
    void processor.submit(start('one', 'task'));
    await log.acknowledgeAll();
    const closed = watch(processor.whenClosed(executionArn('one')));
    void processor.submit(complete('one'));
    await settled();
    expect(closed.value).toBeUndefined();
    await log.acknowledgeAll();
    expect(closed.value).toMatchObject({ name: 'one', status: { kind: 'SUCCEEDED' } });
    expect(await processor.whenClosed(executionArn('one'))).toBeUndefined();
  });

  it('is run and waited for in one (StartSyncExecution)', async () => {
    const { processor, log } = await rig();
    const run = processor.run(start('one', 'jsonata', { n: 4 }));
    const refused = processor.run(start('one', 'jsonata', { n: 5 }));
    await settled();
    await log.acknowledgeAll();
    expect(await run).toMatchObject({ status: { kind: 'SUCCEEDED', output: 5 } });
    expect(await refused).toMatchObject({ reason: 'execution-already-exists' });
  });

  it('is told again after a crash, as long as nobody took note of its end', async () => {
    const told: string[] = [];
    const never = {
      onClosed: async (execution: { name: string }) => {
        told.push(execution.name);
        await new Promise<never>(() => {});
      },
    };
    const { processor, log } = await rig({ observer: never });
    void processor.submit(start('one', 'pass'));
    await log.acknowledgeAll();
    await rig({ log: new HandDrivenLog(log.records, 2), observer: never });
    expect(told).toEqual(['one', 'one']);
  });
});

describe('faults', () => {
  it('of a port are reported, and stop nothing', async () => {
    const { processor, log, dispatcher, faults, closed } = await rig();
    dispatcher.dispatch = () => {
      throw new Error('against the contract');
    };
    void processor.submit(start('one', 'task'));
    void processor.submit(start('two', 'pass'));
    await log.acknowledgeAll();
    expect(faults).toMatchObject([{ message: 'against the contract' }]);
    expect(closed.map((execution) => execution.name)).toEqual(['two']);
  });

  it('of our own code end the execution that met them, and no other', async () => {
    const known = definitionsOf(machines);
    const { processor, log, faults, closed } = await rig({
      definitions: {
        load(revisionId) {
          const machine = known.load('pass') as CompiledMachine;
          return revisionId === 'broken' ? { ...machine, blocks: [] } : machine;
        },
      },
    });
    const answers = [
      watch(processor.submit(start('broken', 'broken'))),
      watch(processor.submit(start('sound', 'pass'))),
    ];
    await log.acknowledgeAll();
    expect(answers.map((answer) => answer.value?.kind)).toEqual(['accepted', 'accepted']);
    expect(faults).toHaveLength(1);
    expect(closed.map((execution) => [execution.name, execution.status.kind])).toEqual([
      ['broken', 'FAILED'],
      ['sound', 'SUCCEEDED'],
    ]);
    const events = log.records.flatMap((record) => record.entries[0]?.events ?? []);
    expect(fold(events)?.status).toMatchObject({ kind: 'FAILED', error: 'States.Runtime' });
  });
});
