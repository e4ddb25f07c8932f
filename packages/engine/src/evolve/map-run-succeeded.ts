import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { endRun } from './end-run.ts';

export function mapRunSucceeded(state: ExecutionState, event: EventOf<'MapRunSucceeded'>): void {
  endRun(state, event);
}
