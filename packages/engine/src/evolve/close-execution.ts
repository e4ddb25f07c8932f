import type { ExecutionState } from '../state/execution-state.ts';

/** What every end has in common: nothing goes on any more (E4). */
export function closeExecution(state: ExecutionState, status: ExecutionState['status']): void {
  state.status = status;
  state.frames.clear();
  state.ready.length = 0;
  state.opening.length = 0;
}
