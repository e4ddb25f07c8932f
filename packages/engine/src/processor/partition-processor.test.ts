import type { CompiledMachine } from '@edgestep/asl';
import type { TaskAddress } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { executionArn } from '../../test/events.ts';
import { HandDrivenLog, settled } from '../../test/hand-driven-log.ts';
import {
  definitionsOf,
  MemorySnapshots,
  processorRig,
  start,
  watch,
  type RigOptions,
} from '../../test/processor-rig.ts';
import { VirtualClock } from '../../test/virtual-clock.ts';
import { fold } from '../evolve/evolve.ts';
import type { ClosedFacts } from '../ports/closed-executions.ts';

const functionArn = 'arn:aws:lambda:dallas:000000000000:function:work';
const machines = {
  pass: { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } },
  task: { StartAt: 'Work', States: { Work: { Type: 'Task', Resource: functionArn, End: true } } },
  timed: {
    StartAt: 'Work',
    States: {
      Work: { Type: 'Task', Resource: functionArn, TimeoutSeconds: 60, HeartbeatSeconds: 10, End: true },
    },
  },
  wait: {
    StartAt: 'Sleep',
    States: { Sleep: { Type: 'Wait', Seconds: 30, Next: 'A' }, A: { Type: 'Pass', End: true } },
  },
  jsonata: {
    QueryLanguage: 'JSONata',
    StartAt: 'A',
    States: { A: { Type: 'Pass', Output: '{% $states.input.n + 1 %}', End: true } },
  },
};

const rig = (options: RigOptions = {}) => processorRig(machines, options);
const task = (name: string, taskId = 3): TaskAddress => ({
  executionArn: executionArn(name),
  frame: 0,
  taskId,
});
const complete = (name: string, taskId = 3) =>
  ({ kind: 'CompleteTask', ...task(name, taskId), output: 'done' }) as const;

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
    expect(repeated.value).toMatchObject({ kind: 'accepted' });
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
      expect(answer).toMatchObject({ kind: 'accepted', sequence: 0 });
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
    const asked: [string, number][] = [];
    const { processor, log } = await rig({
      closedExecutions: {
        find(arn, asOf) {
          asked.push([arn, asOf]);
          return lookup.promise;
        },
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
    expect(asked[0]).toEqual([executionArn('old'), 0]);
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
