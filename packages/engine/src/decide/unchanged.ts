import type { EpochMs } from '@edgestep/shared';

import type { Effect } from '../effects/effect.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import type { Decision } from './decision.ts';

/** A command that is accepted without an event. */
export function unchanged(state: ExecutionState, at: EpochMs, effects: readonly Effect[] = []): Decision {
  return { kind: 'decision', state, events: [], effects, at, bytes: 0, fault: undefined };
}
