import type {
  ChildOutcome,
  EpochMs,
  ExecutionType,
  FrameId,
  ItemBatcherSpec,
  ItemReaderSpec,
  Json,
  JsonObject,
  MapRunFailure,
  MapRunLimits,
  MapRunLink,
  ParentLink,
  ResultWriterSpec,
  StateType,
  TaskTarget,
} from '@edgestep/shared';

/** A place in the execution's payload table. */
type PayloadRef = number;

/** Stands for an iteration that has no result yet. */
export const NO_RESULT = -1;

/**
 * An execution as a snapshot holds it: JSON, one line, version 1. A change of this shape is a new version, and
 * whoever reads snapshots goes on reading the versions before.
 */
export interface StoredExecution {
  readonly payloads: readonly Json[];
  readonly state: StoredState;
}

interface StoredState {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
  readonly revisionId: string;
  readonly type: ExecutionType;
  readonly roleArn: string;
  readonly input: PayloadRef;
  readonly startedAt: EpochMs;
  readonly startedBy: string;
  readonly deadline?: EpochMs;
  readonly parent?: ParentLink;
  readonly mapRun?: MapRunLink;
  readonly traceHeader?: string;
  readonly redriveCount: number;
  readonly redrivenAt?: EpochMs;
  /** Absent when it is empty. */
  readonly redriveTokens?: readonly { readonly token: string; readonly at: EpochMs }[];
  readonly status: StoredStatus;
  /** Parents before their children. */
  readonly frames: readonly StoredFrame[];
  readonly ready: readonly FrameId[];
  /** Absent when it is empty. */
  readonly opening?: readonly FrameId[];
  readonly lastEventId: number;
  readonly nextFrame: FrameId;
}

export type StoredStatus =
  | { readonly kind: 'RUNNING' }
  | { readonly kind: 'SUCCEEDED'; readonly at: EpochMs; readonly output: PayloadRef }
  | {
      readonly kind: 'FAILED' | 'TIMED_OUT' | 'ABORTED';
      readonly at: EpochMs;
      readonly error?: string;
      readonly cause?: string;
    };

export interface StoredFrame {
  readonly id: FrameId;
  readonly parent?: FrameId;
  readonly index: number;
  readonly block: number;
  readonly variables?: PayloadRef;
  /** For an iteration; its item is found in the parent's `items`. */
  readonly iteration?: true;
  readonly lastEventId: number;
  readonly position: StoredPosition;
}

export type StoredPosition =
  | { readonly kind: 'between'; readonly next: string; readonly input: PayloadRef }
  | { readonly kind: 'inside'; readonly visit: StoredVisit; readonly activity: StoredActivity }
  | { readonly kind: 'ended'; readonly output: PayloadRef }
  | { readonly kind: 'failed' };

export interface StoredVisit {
  readonly state: string;
  readonly stateType: StateType;
  readonly input: PayloadRef;
  readonly enteredAt: EpochMs;
  readonly enteredEventId: number;
  readonly enteredPrev: number;
  readonly retrierCounts: readonly number[];
  readonly retryCount: number;
}

export type StoredActivity =
  | { readonly kind: 'deciding' }
  | { readonly kind: 'waiting' | 'retrying'; readonly dueAt: EpochMs }
  | StoredTask
  | {
      readonly kind: 'branches';
      readonly firstChild: FrameId;
      readonly count: number;
      readonly open: number;
    }
  | StoredIterations
  | StoredMapRun;

export interface StoredTask {
  readonly kind: 'task';
  readonly taskId: number;
  readonly target: TaskTarget;
  readonly parameters: PayloadRef;
  readonly progress: 'scheduled' | 'started' | 'submitted';
  readonly scheduledAt: EpochMs;
  readonly startedAt?: EpochMs;
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
  readonly credentials?: PayloadRef;
}

export interface StoredIterations {
  readonly kind: 'iterations';
  readonly items: PayloadRef;
  readonly keys?: readonly string[];
  readonly block: number;
  readonly startAt: string;
  readonly maxConcurrency: number;
  readonly toleratedFailureCount?: number;
  readonly toleratedFailurePercentage?: number;
  readonly nextIndex: number;
  readonly open: number;
  readonly failed: number;
  /** `NO_RESULT` where an iteration has none. */
  readonly results: readonly PayloadRef[];
  readonly children: readonly FrameId[];
}

export interface StoredMapRun {
  readonly kind: 'map-run';
  readonly mapRunArn: string;
  readonly label: string;
  readonly startedEventId: number;
  readonly executionType: ExecutionType;
  readonly block: number;
  readonly startAt: string;
  readonly items?: PayloadRef;
  /** Absent when they are not. */
  readonly itemsAreMembers?: true;
  readonly reader?: ItemReaderSpec;
  readonly batcher?: ItemBatcherSpec;
  readonly writer?: ResultWriterSpec;
  readonly source?: JsonObject;
  readonly total?: number;
  readonly limits: MapRunLimits;
  readonly nextItem: number;
  readonly nextChild: number;
  readonly open: readonly StoredChild[];
  readonly failedItems: number;
  /** `NO_RESULT` where a child has none. */
  readonly results: readonly PayloadRef[];
  readonly closing?: { readonly failure?: MapRunFailure };
  /** Absent when it is 0. */
  readonly redriveCount?: number;
  /** Absent when it is empty. */
  readonly awaiting?: readonly StoredAwaitingChild[];
}

export interface StoredChild {
  readonly index: number;
  readonly executionArn: string;
  readonly name: string;
  readonly firstItem: number;
  readonly itemCount: number;
  readonly input: PayloadRef;
  readonly item?: PayloadRef;
  readonly itemSource?: string;
  readonly isMember?: true;
  /** Absent when it is 0. */
  readonly redriveCount?: number;
}

interface StoredAwaitingChild extends StoredChild {
  readonly former: Exclude<ChildOutcome['status'], 'SUCCEEDED'>;
}
