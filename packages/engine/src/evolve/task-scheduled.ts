import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { requireFrame, requireInside } from '../state/require-frame.ts';

export function taskScheduled(state: ExecutionState, event: EventOf<'TaskScheduled'>): void {
  const frame = requireFrame(state, event.frame);
  frame.lastEventId = event.id;
  requireInside(state, frame).activity = {
    kind: 'task',
    taskId: event.id,
    target: event.target,
    parameters: event.parameters,
    progress: 'scheduled',
    scheduledAt: event.at,
    startedAt: undefined,
    timeoutSeconds: event.timeoutSeconds,
    heartbeatSeconds: event.heartbeatSeconds,
    credentials: event.credentials,
  };
}
