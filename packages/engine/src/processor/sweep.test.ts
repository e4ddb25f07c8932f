import { describe, expect, it } from 'vitest';

import { EXECUTION_ARN, startedScript, type EventScript } from '../../test/events.ts';
import { VirtualClock } from '../../test/virtual-clock.ts';
import { fold } from '../evolve/fold.ts';
import { Slot } from './slot.ts';
import { examine, type SweepMemory } from './sweep.ts';
import { TimerQueue } from './timer-queue.ts';

function sweeping(script: EventScript) {
  const timers = new TimerQueue(new VirtualClock(0), () => {});
  const slot = new Slot(EXECUTION_ARN, fold(script.events), { sequence: 1 });
  const memory: SweepMemory = new WeakMap();
  return { timers, slot, look: () => examine(slot, timers, memory) };
}

const waiting = () =>
  startedScript()
    .add('StateEntered', { state: 'W', stateType: 'Wait', input: 1 })
    .add('WaitStarted', { dueAt: 77 }, { id: 0 });

const deciding = () => startedScript().add('StateEntered', { state: 'P', stateType: 'Pass', input: 1 });

const again = { kind: 'Continue', executionArn: EXECUTION_ARN };

describe('the sweep (E4)', () => {
  it('finds nothing wrong with an execution whose timer is set', () => {
    const { timers, look } = sweeping(waiting());
    timers.set(EXECUTION_ARN, { cause: 'wait', frame: 0, dueAt: 77 });
    expect(look()).toBeUndefined();
  });

  it('sets a timer that was lost', () => {
    const { look } = sweeping(waiting());
    const timer = { cause: 'wait', frame: 0, dueAt: 77 };
    expect(look()).toEqual({
      finding: { executionArn: EXECUTION_ARN, missing: 'timer' },
      repair: [{ kind: 'SetTimer', executionArn: EXECUTION_ARN, timer }],
    });
  });

  it('asks an execution to go on that nothing else could ever move', () => {
    expect(sweeping(deciding()).look()).toEqual({
      finding: { executionArn: EXECUTION_ARN, missing: 'cause' },
      repair: [again],
    });
  });

  it('continues one that has not moved since the last sweep', () => {
    const { slot, look } = sweeping(startedScript());
    expect(look()).toBeUndefined();
    slot.state = fold(
      startedScript()
        .add('StateEntered', { state: 'P', stateType: 'Pass', input: 1 })
        .add('StateExited', { state: 'P', stateType: 'Pass', output: 1, next: 'Q' }).events,
    );
    expect(look()).toBeUndefined();
    expect(look()).toMatchObject({ finding: { missing: 'continuation' }, repair: [again] });
  });

  it('leaves alone what is under way', () => {
    const undurable = sweeping(deciding());
    undurable.slot.position = { sequence: undefined };
    expect(undurable.look()).toBeUndefined();
    const busy = sweeping(deciding());
    busy.slot.queue = [];
    expect(busy.look()).toBeUndefined();
  });

  it('asks for the children of a Map Run again, and finds nothing wrong with it', () => {
    const mapRunArn = 'arn:aws:states:dallas:000000000000:mapRun:orders/each:1';
    const child = { index: 0, executionArn: 'arn:child', name: 'c', firstItem: 0, itemCount: 1, input: 1 };
    const script = startedScript()
      .add('StateEntered', { state: 'M', stateType: 'Map', input: [1] })
      .add('DistributedMapStarted', { length: 1 })
      .add('MapRunStarted', {
        mapRunArn,
        label: 'each',
        executionType: 'STANDARD',
        itemProcessor: { block: 1, startAt: 'A' },
        items: [1],
        maxConcurrency: 0,
      })
      .add('MapRunChildStarted', { mapRunArn, ...child }, { id: 0 });
    expect(sweeping(script).look()).toMatchObject({
      finding: undefined,
      repair: [{ kind: 'DoMapRunWork', work: { kind: 'child', index: 0, stop: false } }],
    });
  });

  it('does not compare heartbeats: every beat moves them', () => {
    const script = startedScript()
      .add('StateEntered', { state: 'T', stateType: 'Task', input: 1 })
      .add('TaskScheduled', {
        target: { family: 'function', resource: 'r', functionName: 'f' },
        parameters: 1,
        heartbeatSeconds: 5,
      });
    expect(sweeping(script).look()).toBeUndefined();
  });
});
