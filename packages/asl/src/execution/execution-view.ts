import type { EpochMs, ExecutionType, FrameId, Json, ParentLink } from "@edgestep/shared";

import type { FrameView } from "./frame-view.ts";

/** An execution as the language reads it. Only the engine's `evolve` writes it (E3). */
export interface ExecutionView {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  readonly revisionId: string;
  readonly type: ExecutionType;
  readonly roleArn: string;
  readonly input: Json;
  readonly startedAt: EpochMs;
  readonly parent: ParentLink | undefined;
  readonly redriveCount: number;
  readonly status: ExecutionStatusView;
  /** Open frames by id. Closed branches and iterations are gone once their state is left. */
  readonly frames: ReadonlyMap<FrameId, FrameView>;
  /** Frames that are between two states, in the order in which they go on. */
  readonly ready: readonly FrameId[];
  /** The id of the newest event in the history. */
  readonly lastEventId: number;
  /** The id that the next frame gets. */
  readonly nextFrame: FrameId;
}

export type ExecutionStatusView =
  | { readonly kind: "RUNNING" }
  | { readonly kind: "SUCCEEDED"; readonly at: EpochMs; readonly output: Json }
  | {
      readonly kind: "FAILED" | "TIMED_OUT" | "ABORTED";
      readonly at: EpochMs;
      readonly error?: string;
      readonly cause?: string;
    };
