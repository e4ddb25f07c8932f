import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { giveUpIteration } from './give-up-iteration.ts';

export function mapIterationFailed(state: ExecutionState, event: EventOf<'MapIterationFailed'>): void {
  giveUpIteration(state, event).failed += 1;
}
