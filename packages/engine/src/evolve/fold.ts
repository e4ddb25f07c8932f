import type { ExecutionEvent } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { evolve } from './evolve.ts';
import { foldForRedrive } from './fold-for-redrive.ts';

/** The state after all events of an execution: a replay (E3). Undefined for no events. */
export function fold(events: readonly ExecutionEvent[]): ExecutionState | undefined {
  const redriven = events.findLastIndex(({ kind }) => kind === 'ExecutionRedriven');
  const begin = Math.max(redriven, 0);
  let state = foldForRedrive(events.slice(0, begin));
  for (const event of events.slice(begin)) state = evolve(state, event);
  return state;
}
