import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { endRun } from './end-run.ts';

export function mapRunFailed(state: ExecutionState, event: EventOf<'MapRunFailed'>): void {
  endRun(state, event);
}
