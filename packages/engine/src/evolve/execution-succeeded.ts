import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { closeExecution } from './close-execution.ts';

export function executionSucceeded(state: ExecutionState, event: EventOf<'ExecutionSucceeded'>): void {
  closeExecution(state, { kind: 'SUCCEEDED', at: event.at, output: event.output });
}
