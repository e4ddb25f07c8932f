import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { requireActivity, requireFrame } from '../state/require-frame.ts';

export function taskSubmitted(state: ExecutionState, event: EventOf<'TaskSubmitted'>): void {
  const frame = requireFrame(state, event.frame);
  const task = requireActivity(state, frame, 'task');
  frame.lastEventId = event.id;
  task.progress = 'submitted';
  task.startedAt ??= event.at;
}
