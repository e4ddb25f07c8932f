import type { Json } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { blockOf, callingTask, FUNCTION_ARN, mapOf, parallelOf, passing } from '../../test/definitions.ts';
import { executionArn } from '../../test/events.ts';
import { settled } from '../../test/hand-driven-log.ts';
import { fail, processorRig, start, watch } from '../../test/processor-rig.ts';
import { VirtualClock } from '../../test/virtual-clock.ts';
import { openSqliteParkedStates } from './parked-states-sqlite.ts';

const ITEMS = 3_000;
const SWEEP_MS = 60_000;
const items = Array.from({ length: ITEMS }, (_, index) => index);

const waitingForToken = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Parameters: { FunctionName: FUNCTION_ARN, Payload: { 'token.$': '$$.Task.Token' } },
  End: true,
};
const retried = { Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 600, MaxAttempts: 9 }] };

const machines = {
  wait: blockOf({ W: { Type: 'Wait', Seconds: 3_600, End: true } }),
  task: blockOf({ T: callingTask({ TimeoutSeconds: 600, HeartbeatSeconds: 60 }) }),
  token: blockOf({ T: waitingForToken }),
  retry: blockOf({ T: callingTask(retried) }),
  parallel: blockOf({
    P: parallelOf([
      blockOf({ A: callingTask() }),
      blockOf({ B: waitingForToken }),
      blockOf({ C: { Type: 'Wait', Seconds: 60, End: true } }),
    ]),
  }),
  map: blockOf({ M: mapOf(blockOf({ T: callingTask() }), { ItemsPath: '$.items' }) }),
  'map in parallel': blockOf({
    P: parallelOf([
      blockOf({ M: mapOf(blockOf({ T: waitingForToken }), { ItemsPath: '$.items', MaxConcurrency: 40 }) }),
      blockOf({
        N: mapOf(blockOf({ P2: parallelOf([blockOf({ A: callingTask() })]) }), { ItemsPath: '$.items' }),
      }),
    ]),
  }),
  loop: blockOf({
    A: passing({ Next: 'B' }),
    B: { Type: 'Choice', Choices: [{ Variable: '$.never', IsPresent: true, Next: 'C' }], Default: 'A' },
    C: passing(),
  }),
  jsonata: {
    QueryLanguage: 'JSONata',
    ...blockOf({
      T: { Type: 'Task', Resource: FUNCTION_ARN, Arguments: { n: '{% $sum([1..1000]) %}' }, End: true },
    }),
  },
};
type Machine = keyof typeof machines;

const stop = {
  kind: 'StopExecution',
  executionArn: executionArn('one'),
  error: 'Enough',
  cause: 'no more',
} as const;

async function begun(machine: Machine, input: Json = {}) {
  const clock = new VirtualClock(1_000_000);
  const parts = await processorRig(machines, { clock, parkedStates: openSqliteParkedStates(':memory:') });
  const started = watch(parts.processor.submit(start('one', machine, input)));
  return { ...parts, started };
}

type Begun = Awaited<ReturnType<typeof begun>>;

/** It has ended once, as aborted; nothing of it is left that could move it, and whoever works for it was told. */
async function expectStopped({ processor, log, dispatcher, closed, clock, faults }: Begun): Promise<void> {
  const answer = watch(processor.submit(stop));
  await log.acknowledgeAll();
  expect(answer.value).toMatchObject({ kind: 'accepted' });
  expect(closed).toMatchObject([{ status: { kind: 'ABORTED', error: 'Enough', cause: 'no more' } }]);
  expect(processor.openExecutions).toBe(0);
  const out = dispatcher.dispatched.map(({ executionName, taskId }) => `${executionName}/${taskId}`);
  expect(new Set(dispatcher.cancelled)).toEqual(new Set(out));
  const { lastSequence } = log;
  for (let round = 0; round < 3; round += 1) {
    clock.advanceTo(clock.now() + 2 * SWEEP_MS);
    await log.acknowledgeAll();
  }
  expect(log.lastSequence).toBe(lastSequence);
  expect(closed).toHaveLength(1);
  expect(faults).toEqual([]);
}

describe('StopExecution', () => {
  it.each(['wait', 'task', 'token', 'parallel'] as const)('ends what waits: %s', async (machine) => {
    const world = await begun(machine);
    await world.log.acknowledgeAll();
    await expectStopped(world);
  });

  it.each(['wait', 'task', 'token', 'parallel'] as const)('ends what is parked: %s', async (machine) => {
    const world = await begun(machine);
    await world.log.acknowledgeAll();
    world.clock.advanceTo(world.clock.now() + 10_000);
    await expectStopped(world);
  });

  it('ends what waits for its next try', async () => {
    const world = await begun('retry');
    await world.log.acknowledgeAll();
    void world.processor.submit(fail('one'));
    await world.log.acknowledgeAll();
    await expectStoppedAfterFailure(world);
  });

  it.each(['map', 'map in parallel'] as const)(
    'ends thousands of iterations at once: %s',
    async (machine) => {
      const world = await begun(machine, { items });
      await world.log.acknowledgeAll();
      expect(world.dispatcher.dispatched.length).toBeGreaterThanOrEqual(40);
      await expectStopped(world);
    },
  );

  it('ends what is in the midst of an evaluation, without handing its task out for good', async () => {
    const world = await begun('jsonata');
    const answer = watch(world.processor.submit(stop));
    await world.log.acknowledgeAll();
    expect(world.started.value).toMatchObject({ kind: 'accepted' });
    expect(answer.value).toMatchObject({ kind: 'accepted' });
    expect(world.closed).toMatchObject([{ status: { kind: 'ABORTED' } }]);
    expect(world.dispatcher.cancelled.length).toBe(world.dispatcher.dispatched.length);
  });

  it('ends what never rests', async () => {
    const world = await begun('loop');
    await settled();
    if (world.log.appends.length > 0) await world.log.acknowledge();
    const answer = watch(world.processor.submit(stop));
    await world.log.acknowledgeAll();
    expect(answer.value).toMatchObject({ kind: 'accepted' });
    expect(world.closed).toMatchObject([{ status: { kind: 'ABORTED' } }]);
  });

  it('ends what waits, whoever owns it by now', async () => {
    const world = await begun('parallel');
    await world.log.acknowledgeAll();
    await world.processor[Symbol.asyncDispose]();
    const next = await processorRig(machines, { log: world.log, clock: world.clock });
    await expectStopped({ ...next, started: world.started });
  });
});

/** A task that failed needs nobody to cancel it. */
async function expectStoppedAfterFailure({ processor, log, closed, clock }: Begun): Promise<void> {
  const answer = watch(processor.submit(stop));
  await log.acknowledgeAll();
  expect(answer.value).toMatchObject({ kind: 'accepted' });
  expect(closed).toMatchObject([{ status: { kind: 'ABORTED' } }]);
  const { lastSequence } = log;
  clock.advanceTo(clock.now() + 3_600_000);
  await log.acknowledgeAll();
  expect(log.lastSequence).toBe(lastSequence);
}
