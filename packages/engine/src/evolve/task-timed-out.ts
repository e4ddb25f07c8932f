import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { endTask } from './end-task.ts';

export function taskTimedOut(state: ExecutionState, event: EventOf<'TaskTimedOut'>): void {
  endTask(state, event);
}
