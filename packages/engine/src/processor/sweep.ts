import { hasPendingCause } from '../decide/pending-cause.ts';
import type { Effect } from '../effects/effect.ts';
import { pendingEffects } from '../effects/pending-effects.ts';
import type { Slot } from './slot.ts';
import type { TimerQueue } from './timer-queue.ts';

/** What the sweep found wrong with an execution, and has put right. */
export interface SweepFinding {
  readonly executionArn: string;
  /** `cause`: nothing was pending that could ever move it. `timer`: a timer that its state calls for was not set. */
  readonly missing: 'cause' | 'timer' | 'continuation';
}

/** What the sweep does for an execution, and what was wrong with it, if anything was. */
interface Examined {
  readonly finding: SweepFinding | undefined;
  readonly repair: readonly Effect[];
}

/** How far an execution was when a sweep saw it last. */
export type SweepMemory = WeakMap<Slot, number>;

/**
 * E4, proven for one execution: it has a pending cause, and what its state calls for is on its way. Answers the
 * effects that repair it, none when it is in order. Whatever is under way (a decision, an append) is left alone.
 */
export function examine(slot: Slot, timers: TimerQueue, memory: SweepMemory): Examined | undefined {
  const { state, executionArn } = slot;
  if (state === undefined || slot.queue !== undefined || slot.position.sequence === undefined)
    return undefined;
  const again: Effect = { kind: 'Continue', executionArn };
  if (!hasPendingCause(state)) return { finding: { executionArn, missing: 'cause' }, repair: [again] };
  if (state.ready.length > 0) {
    // Its continuation may be about to be decided. If nothing has moved since the last sweep, it was lost.
    const unmoved = memory.get(slot) === state.lastEventId;
    memory.set(slot, state.lastEventId);
    return unmoved ? { finding: { executionArn, missing: 'continuation' }, repair: [again] } : undefined;
  }
  const pending = pendingEffects(state, undefined);
  const lost = pending.filter((effect) => isLostTimer(effect, timers));
  if (lost.length > 0) return { finding: { executionArn, missing: 'timer' }, repair: lost };
  const work = pending.filter(({ kind }) => kind === 'DoMapRunWork' || kind === 'Continue');
  // Asking for what is under way does no harm: a child's end that went unheard is asked for again.
  return work.length === 0 ? undefined : { finding: undefined, repair: work };
}

/** A heartbeat's timer moves with every beat, which the state does not know: it is not compared. */
function isLostTimer(effect: Effect, timers: TimerQueue): boolean {
  if (effect.kind !== 'SetTimer' || effect.timer.cause === 'task-heartbeat') return false;
  return !timers.has(effect.executionArn, effect.timer);
}
