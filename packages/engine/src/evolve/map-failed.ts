import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { failFlow } from './fail-flow.ts';

export function mapFailed(state: ExecutionState, event: EventOf<'MapFailed'>): void {
  failFlow(state, event);
}
