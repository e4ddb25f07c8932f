import type { ExecutionStatusView } from '@edgestep/asl';
import type { EpochMs, ExecutionType, Json, ParentLink } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';

/** How an execution ended. `at` is when. */
export type ClosedStatus = Exclude<ExecutionStatusView, { readonly kind: 'RUNNING' }>;

/** What those who waited for an execution are told: its caller (StartSyncExecution), its parent, status events. */
export interface ClosedExecution {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly type: ExecutionType;
  readonly input: Json;
  readonly startedAt: EpochMs;
  readonly redriveCount: number;
  readonly parent: ParentLink | undefined;
  readonly status: ClosedStatus;
}

/** Undefined while the execution runs. */
export function closedExecution(state: ExecutionState): ClosedExecution | undefined {
  const { status } = state;
  if (status.kind === 'RUNNING') return undefined;
  return {
    executionArn: state.executionArn,
    name: state.name,
    stateMachineArn: state.stateMachineArn,
    type: state.type,
    input: state.input,
    startedAt: state.startedAt,
    redriveCount: state.redriveCount,
    parent: state.parent,
    status,
  };
}
