import type { EpochMs, ExecutionType, FrameId, Json, ParentLink } from '@edgestep/shared';

import type { FrameView } from './frame-view.ts';

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
  /** When it was redriven last. */
  readonly redrivenAt: EpochMs | undefined;
  readonly status: ExecutionStatusView;
  /**
   * Frames by id. A branch stays until its Parallel is left, fails or begins its work again, so that outputs can be
   * collected; an iteration goes with its MapIterationSucceeded (its output is then in `results`), …Failed or
   * …Aborted. What lies below a frame goes with it. A closed execution has none.
   */
  readonly frames: ReadonlyMap<FrameId, FrameView>;
  /** Frames that are between two states, in the order in which they got there: the first one goes on first. */
  readonly ready: readonly FrameId[];
  /** Frames of Map Runs that could start another child at once. */
  readonly opening: readonly FrameId[];
  /** The id of the newest event in the history. */
  readonly lastEventId: number;
  /** The id that the next frame gets. */
  readonly nextFrame: FrameId;
}

export type ExecutionStatusView =
  | { readonly kind: 'RUNNING' }
  | { readonly kind: 'SUCCEEDED'; readonly at: EpochMs; readonly output: Json }
  | {
      readonly kind: 'FAILED' | 'TIMED_OUT' | 'ABORTED';
      readonly at: EpochMs;
      readonly error?: string;
      readonly cause?: string;
    };
