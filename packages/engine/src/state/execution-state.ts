import type { ExecutionStatusView } from '@edgestep/asl';
import type { EpochMs, ExecutionType, FrameId, Json, MapRunLink, ParentLink } from '@edgestep/shared';

import type { FrameState } from './frame-state.ts';

/**
 * An execution as `evolve` writes it: the fold of its events (E3). Everyone else sees it as asl's `ExecutionView`,
 * which it is assignable to. What it refers to (payloads, events) is shared and never changed in place.
 */
export interface ExecutionState {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  readonly stateMachineVersionArn: string | undefined;
  readonly stateMachineAliasArn: string | undefined;
  readonly revisionId: string;
  readonly type: ExecutionType;
  readonly roleArn: string;
  readonly input: Json;
  readonly startedAt: EpochMs;
  readonly startedBy: string;
  /** When the execution itself times out (the definition's TimeoutSeconds). */
  readonly deadline: EpochMs | undefined;
  readonly parent: ParentLink | undefined;
  /** What it is to the Map Run that started it. */
  readonly mapRun: MapRunLink | undefined;
  readonly traceHeader: string | undefined;
  redriveCount: number;
  status: ExecutionStatusView;
  readonly frames: Map<FrameId, FrameState>;
  readonly ready: FrameId[];
  /** Frames of Map Runs that could start another child at once. */
  readonly opening: FrameId[];
  lastEventId: number;
  nextFrame: FrameId;
}
