import type { ExecutionStatusView } from '@edgestep/asl';
import type { EpochMs, ExecutionType, FrameId, Json, MapRunLink, ParentLink } from '@edgestep/shared';

import type { FrameTable } from './frame-table.ts';

/** The client's token of a redrive, and when the redrive was. */
export interface RedriveToken {
  readonly token: string;
  readonly at: EpochMs;
}

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
  deadline: EpochMs | undefined;
  readonly parent: ParentLink | undefined;
  /** What it is to the Map Run that started it. */
  readonly mapRun: MapRunLink | undefined;
  readonly traceHeader: string | undefined;
  redriveCount: number;
  /** When it was redriven last. */
  redrivenAt: EpochMs | undefined;
  /** The newest redrives that carried a token: asked for again, they are answered and not done again. */
  redriveTokens: readonly RedriveToken[];
  status: ExecutionStatusView;
  readonly frames: FrameTable;
  readonly ready: FrameId[];
  /** Frames of Map Runs that could start another child at once. */
  readonly opening: FrameId[];
  lastEventId: number;
  nextFrame: FrameId;
}
