import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { giveUpIteration } from './give-up-iteration.ts';

export function mapIterationAborted(state: ExecutionState, event: EventOf<'MapIterationAborted'>): void {
  giveUpIteration(state, event);
}
