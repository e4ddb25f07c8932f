import type { AwaitingChildView, MapItem, OpenChildView } from '@edgestep/asl';
import type {
  EpochMs,
  ExecutionType,
  FrameId,
  ItemBatcherSpec,
  ItemReaderSpec,
  Json,
  JsonObject,
  MapRunFailure,
  MapRunLimits,
  ResultWriterSpec,
  StateEntered,
  TaskTarget,
} from '@edgestep/shared';

/** The write side of asl's `FrameView`. */
export interface FrameState {
  readonly id: FrameId;
  readonly parent: FrameId | undefined;
  readonly index: number;
  readonly block: number;
  variables: JsonObject;
  readonly mapItem: MapItem | undefined;
  lastEventId: number;
  position: PositionState;
}

export type PositionState =
  | { readonly kind: 'between'; readonly next: string; readonly input: Json }
  | InsideState
  | { readonly kind: 'ended'; readonly output: Json }
  | { readonly kind: 'failed' };

export interface InsideState {
  readonly kind: 'inside';
  /** The event itself: what it says of the stay is not copied. */
  readonly entry: StateEntered;
  retrierCounts: readonly number[];
  retryCount: number;
  activity: ActivityState;
}

export type ActivityState =
  | { readonly kind: 'deciding' }
  | TaskActivityState
  | { readonly kind: 'waiting'; readonly dueAt: EpochMs }
  | { readonly kind: 'retrying'; readonly dueAt: EpochMs }
  | BranchesActivityState
  | IterationsActivityState
  | MapRunActivityState;

export interface TaskActivityState {
  readonly kind: 'task';
  readonly taskId: number;
  readonly target: TaskTarget;
  readonly parameters: Json;
  progress: 'scheduled' | 'started' | 'submitted';
  readonly scheduledAt: EpochMs;
  startedAt: EpochMs | undefined;
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
  /** Credentials.RoleArn, evaluated. */
  readonly credentials: JsonObject | undefined;
}

export interface BranchesActivityState {
  readonly kind: 'branches';
  readonly firstChild: FrameId;
  readonly count: number;
  open: number;
}

export interface IterationsActivityState {
  readonly kind: 'iterations';
  readonly items: readonly Json[];
  readonly keys: readonly string[] | undefined;
  /** Where every iteration begins. */
  readonly block: number;
  readonly startAt: string;
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number | undefined;
  readonly toleratedFailurePercentage: number | undefined;
  nextIndex: number;
  open: number;
  failed: number;
  readonly results: (Json | undefined)[];
  readonly children: FrameId[];
}

export interface MapRunActivityState {
  readonly kind: 'map-run';
  readonly mapRunArn: string;
  readonly label: string;
  readonly startedEventId: number;
  readonly executionType: ExecutionType;
  readonly block: number;
  readonly startAt: string;
  readonly items: readonly Json[] | undefined;
  readonly itemsAreMembers: boolean;
  readonly reader: ItemReaderSpec | undefined;
  readonly batcher: ItemBatcherSpec | undefined;
  readonly writer: ResultWriterSpec | undefined;
  source: JsonObject | undefined;
  total: number | undefined;
  limits: MapRunLimits;
  nextItem: number;
  nextChild: number;
  readonly open: Map<number, OpenChildView>;
  failedItems: number;
  readonly results: (Json | undefined)[];
  closing: { readonly failure: MapRunFailure | undefined } | undefined;
  redriveCount: number;
  readonly awaiting: Map<number, AwaitingChildView>;
}

/** The activity of a frame that is in the midst of a turn. */
export const DECIDING: ActivityState = { kind: 'deciding' };

/** The position of a frame that was given up. */
export const FAILED: PositionState = { kind: 'failed' };

export const NO_VARIABLES: JsonObject = {};

export const NO_RETRIES: readonly number[] = [];
