import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { endTask } from './end-task.ts';

export function taskFailed(state: ExecutionState, event: EventOf<'TaskFailed'>): void {
  endTask(state, event);
}
