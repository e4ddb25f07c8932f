import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { failFlow } from './fail-flow.ts';

export function parallelFailed(state: ExecutionState, event: EventOf<'ParallelFailed'>): void {
  failFlow(state, event);
}
