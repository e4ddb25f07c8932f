import type { CommandAnswer, ExecutionCommand } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { EXECUTION_ARN, startedScript } from '../../test/events.ts';
import { RecordingDispatcher } from '../../test/processor-rig.ts';
import { VirtualClock } from '../../test/virtual-clock.ts';
import type { Effect } from '../effects/effect.ts';
import { pendingEffects } from '../effects/pending-effects.ts';
import { evolve } from '../evolve/evolve.ts';
import { fold } from '../evolve/fold.ts';
import { EffectPerformer } from './effect-performer.ts';
import { NO_MAP_RUNS } from './no-map-runs.ts';
import { TimerQueue } from './timer-queue.ts';

const executionArn = EXECUTION_ARN;

function performing() {
  const dispatcher = new RecordingDispatcher();
  const timers = new TimerQueue(new VirtualClock(0), () => {});
  const submitted: ExecutionCommand[] = [];
  const enqueued: ExecutionCommand[] = [];
  const closed: string[] = [];
  const faults: unknown[] = [];
  const performer = new EffectPerformer({
    dispatcher,
    mapRuns: NO_MAP_RUNS,
    timers,
    submit: async (command) => {
      submitted.push(command);
      return { kind: 'accepted', sequence: 1, at: 0 } satisfies CommandAnswer;
    },
    enqueue: (command) => enqueued.push(command),
    onClosed: (execution) => closed.push(execution.name),
    onFault: (fault) => faults.push(fault),
  });
  return { performer, dispatcher, timers, submitted, enqueued, closed, faults };
}

/** A task that is out, as a recovery finds it. */
function taskOut(): readonly Effect[] {
  const script = startedScript()
    .add('StateEntered', { state: 'Work', stateType: 'Task', input: {} })
    .add('TaskScheduled', {
      target: { family: 'function', resource: 'r', functionName: 'f' },
      parameters: { a: 1 },
      timeoutSeconds: 5,
    });
  const state = fold(script.events);
  return state === undefined ? [] : pendingEffects(state, undefined);
}

describe('effects', () => {
  it('hand a task out, whose reports are commands', async () => {
    const { performer, dispatcher, submitted } = performing();
    performer.perform(taskOut());
    expect(dispatcher.dispatched).toMatchObject([
      { executionArn, taskId: 3, stateName: 'Work', parameters: { a: 1 }, deadline: 6_003 },
    ]);
    const command = { kind: 'CompleteTask', executionArn, frame: 0, taskId: 3, output: 1 } as const;
    await dispatcher.report?.(command);
    expect(submitted).toEqual([command]);
  });

  it('set timers and clear them', () => {
    const { performer, timers } = performing();
    performer.perform(taskOut());
    expect(timers.size).toBe(1);
    performer.perform([{ kind: 'ClearTimers', executionArn, frame: 0 }]);
    expect(timers.size).toBe(0);
  });

  it('cancel a task', () => {
    const { performer, dispatcher } = performing();
    performer.perform([{ kind: 'CancelTask', task: { executionArn, frame: 0, taskId: 3 } }]);
    expect(dispatcher.cancelled).toEqual(['one/3']);
  });

  it('let an execution go on', () => {
    const { performer, enqueued } = performing();
    performer.perform([{ kind: 'Continue', executionArn }]);
    expect(enqueued).toEqual([{ kind: 'ContinueExecution', executionArn }]);
  });

  it('tell the end of an execution, whose timers are void then', () => {
    const { performer, timers, closed } = performing();
    const script = startedScript({ timeoutSeconds: 9 });
    let state = fold(script.events);
    if (state === undefined) throw new Error('no state');
    performer.perform(pendingEffects(state, undefined));
    expect(timers.size).toBe(1);
    state = evolve(state, script.add('ExecutionSucceeded', { output: 1 }).events[1]!);
    performer.perform(pendingEffects(state, undefined));
    expect(timers.size).toBe(0);
    expect(closed).toEqual(['one']);
  });

  it('that fail, against the contract of a port, do not keep others', () => {
    const { performer, dispatcher, faults, enqueued } = performing();
    dispatcher.dispatch = () => {
      throw new Error('against the contract');
    };
    performer.perform([...taskOut(), { kind: 'Continue', executionArn }]);
    expect(faults).toHaveLength(1);
    expect(enqueued.length).toBeGreaterThan(0);
  });
});
