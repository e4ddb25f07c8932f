import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { requireFrame } from '../state/require-frame.ts';

export function evaluationFailed(state: ExecutionState, event: EventOf<'EvaluationFailed'>): void {
  requireFrame(state, event.frame).lastEventId = event.id;
}
