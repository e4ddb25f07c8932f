import type { EventOf } from '@edgestep/shared';

import type { ExecutionState, RedriveToken } from '../state/execution-state.ts';
import { NO_RETRIES, type FrameState } from '../state/frame-state.ts';

/** So many tokens of an execution's redrives are remembered (API reference, RedriveExecution). */
const REDRIVE_TOKENS_MAX = 10;

/**
 * A closed execution goes on. `state` is what `foldForRedrive` made of its events: its frames are where its end found
 * them. A state that did not succeed is about to be retried at once, its retriers counted anew.
 */
export function executionRedriven(state: ExecutionState, event: EventOf<'ExecutionRedriven'>): void {
  state.lastEventId = event.id;
  state.status = { kind: 'RUNNING' };
  state.redriveCount = event.redriveCount;
  state.redrivenAt = event.at;
  state.redriveTokens = withToken(state.redriveTokens, event);
  state.deadline = event.timeoutSeconds === undefined ? undefined : event.at + event.timeoutSeconds * 1_000;
  for (const frame of state.frames.values()) resume(state, frame, event);
}

function withToken(
  tokens: readonly RedriveToken[],
  { at, clientToken }: EventOf<'ExecutionRedriven'>,
): readonly RedriveToken[] {
  return clientToken === undefined
    ? tokens
    : [...tokens.slice(1 - REDRIVE_TOKENS_MAX), { token: clientToken, at }];
}

function resume(state: ExecutionState, frame: FrameState, event: EventOf<'ExecutionRedriven'>): void {
  const { position } = frame;
  if (position.kind === 'ended') return;
  frame.lastEventId = event.id;
  if (position.kind !== 'inside') return;
  const { entry, activity } = position;
  if (entry.stateType === 'Fail') {
    // As the service has it, a Fail state is entered again (Developer Guide, redrive behavior of individual states).
    frame.position = { kind: 'between', next: entry.state, input: entry.input };
    state.ready.push(frame.id);
    return;
  }
  position.retrierCounts = NO_RETRIES;
  position.retryCount = 0;
  // What lies below these goes on by itself.
  if (activity.kind === 'branches' || activity.kind === 'iterations' || activity.kind === 'map-run') return;
  position.activity = { kind: 'retrying', dueAt: event.at };
}
