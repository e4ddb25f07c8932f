import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { endTask } from './end-task.ts';

export function taskSucceeded(state: ExecutionState, event: EventOf<'TaskSucceeded'>): void {
  endTask(state, event);
}
