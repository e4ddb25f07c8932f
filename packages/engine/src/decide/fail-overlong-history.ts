import { HISTORY_EVENTS_MAX } from './history-limit.ts';
import type { DecisionTurn } from './turn.ts';

/** Ends an execution whose history has no room for more, as the service does. */
export function failOverlongHistory(turn: DecisionTurn): void {
  const state = turn.execution;
  if (state.type === 'EXPRESS' || state.status.kind !== 'RUNNING') return;
  if (state.lastEventId < HISTORY_EVENTS_MAX - 1) return;
  turn.emit({
    kind: 'ExecutionFailed',
    frame: 0,
    prev: state.lastEventId,
    error: 'States.Runtime',
    cause: `The execution reached the maximum number of history events (${HISTORY_EVENTS_MAX}).`,
  });
}
