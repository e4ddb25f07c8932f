import type { EpochMs } from '@edgestep/shared';

import { pendingEffects } from '../effects/pending-effects.ts';
import type { MapRunWorker } from '../ports/map-run-worker.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import type { EffectPerformer } from './effect-performer.ts';
import type { ParkedExecutions } from './parking/parked-executions.ts';

/** Sets going what executions in memory call for. */
export function takeUp(states: Iterable<ExecutionState>, performer: EffectPerformer, now: EpochMs): void {
  for (const state of states) performer.perform(pendingEffects(state, now));
}

/** Hands out again what parked executions have out. Their timers are set. */
export function takeUpParked(parked: ParkedExecutions, performer: EffectPerformer, now: EpochMs): void {
  for (const state of parked.withHeldTasks()) {
    performer.perform(pendingEffects(state, now).filter(({ kind }) => kind !== 'SetTimer'));
  }
}

/** Takes back what executions have out: the next owner hands it out again. */
export function takeBack(
  states: Iterable<ExecutionState | undefined>,
  performer: EffectPerformer,
  mapRuns: MapRunWorker,
): void {
  for (const state of states) {
    if (state === undefined) continue;
    for (const effect of pendingEffects(state, undefined)) {
      if (effect.kind === 'DoMapRunWork') mapRuns.release(effect.work.run);
      if (effect.kind !== 'DispatchTask') continue;
      const { executionArn, frame, taskId } = effect.task;
      performer.perform([{ kind: 'CancelTask', task: { executionArn, frame, taskId } }]);
    }
  }
}
