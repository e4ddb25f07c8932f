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
  ResultWriterSpec,
  RunItem,
  StateEntered,
  TaskTarget,
} from '@edgestep/shared';

/** A frame as the language reads it: one line of control with its own position and variables. */
export interface FrameView {
  readonly id: FrameId;
  /** Absent for the root. */
  readonly parent: FrameId | undefined;
  /** Which branch of the parent's Parallel, or which item of its Map. */
  readonly index: number;
  /** The block of states that it runs (see `CompiledMachine.blocks`). */
  readonly block: number;
  /** The variables of this frame's own scope; outer ones are found through `parent`. */
  readonly variables: JsonObject;
  /** For an iteration: what `$$.Map.Item` shows. */
  readonly mapItem: MapItem | undefined;
  /**
   * What this frame's next event gets as `prev` unless `emit` is told another: the history id of its last event.
   * As AWS links its histories, some events do not stand in the chain; after them it is their own `prev`:
   * internal ones (WaitStarted, RetryScheduled), ParallelSucceeded, MapSucceeded, and for the Map's frame
   * MapIterationStarted, MapIterationFailed and MapIterationAborted. A child's first event follows
   * ParallelStarted or its MapIterationStarted.
   */
  readonly lastEventId: number;
  readonly position: PositionView;
}

export interface MapItem {
  readonly index: number;
  readonly value: Json;
  /** When an object is iterated over. */
  readonly key?: string;
  /** Where it was read from; absent: the state's own data. */
  readonly source?: string;
}

export type PositionView =
  | BetweenView
  | InsideView
  | { readonly kind: 'ended'; readonly output: Json }
  /** Given up: its state was aborted or its error went to the parent. */
  | { readonly kind: 'failed' };

/** About to enter `next`: a pending cause of its own (E4). */
export interface BetweenView {
  readonly kind: 'between';
  readonly next: string;
  readonly input: Json;
}

/** One stay in one state, from StateEntered to StateExited. */
export interface InsideView {
  readonly kind: 'inside';
  /** The event that it began with: the state, and its raw input, before InputPath. */
  readonly entry: StateEntered;
  /** How often each retrier, by its place, has taken an error on this visit. */
  readonly retrierCounts: readonly number[];
  /** The sum of `retrierCounts`: `$$.State.RetryCount`. */
  readonly retryCount: number;
  readonly activity: ActivityView;
}

/** What a frame inside a state waits for: at least one pending cause (E4), except in the midst of a turn. */
export type ActivityView =
  | { readonly kind: 'deciding' }
  | TaskActivityView
  | { readonly kind: 'waiting'; readonly dueAt: EpochMs }
  | { readonly kind: 'retrying'; readonly dueAt: EpochMs }
  | BranchesActivityView
  | IterationsActivityView
  | MapRunActivityView;

export interface TaskActivityView {
  readonly kind: 'task';
  /** The history id of its TaskScheduled event. */
  readonly taskId: number;
  readonly target: TaskTarget;
  readonly parameters: Json;
  readonly progress: 'scheduled' | 'started' | 'submitted';
  readonly scheduledAt: EpochMs;
  /** When the task began to run: time-outs of activities and heartbeats count from it. */
  readonly startedAt: EpochMs | undefined;
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
}

export interface BranchesActivityView {
  readonly kind: 'branches';
  readonly firstChild: FrameId;
  readonly count: number;
  /** Branches that have not ended. */
  readonly open: number;
}

export interface IterationsActivityView {
  readonly kind: 'iterations';
  readonly items: readonly Json[];
  readonly keys: readonly string[] | undefined;
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number | undefined;
  readonly toleratedFailurePercentage: number | undefined;
  /** The index of the next item to open. */
  readonly nextIndex: number;
  /** Open iterations. */
  readonly open: number;
  readonly failed: number;
  /** By index; holes for iterations that have not ended. */
  readonly results: readonly (Json | undefined)[];
  /** The frames of the iterations, by index, as far as opened. */
  readonly children: readonly FrameId[];
}

/** A distributed Map: its children are executions of their own, and live elsewhere. */
export interface MapRunActivityView {
  readonly kind: 'map-run';
  readonly mapRunArn: string;
  readonly label: string;
  /** The history id of its MapRunStarted event. */
  readonly startedEventId: number;
  readonly executionType: ExecutionType;
  /** Where every child begins: the item processor's block. */
  readonly block: number;
  readonly startAt: string;
  /** Undefined when a reader finds the items. */
  readonly items: readonly Json[] | undefined;
  readonly itemsAreMembers: boolean;
  readonly reader: ItemReaderSpec | undefined;
  readonly batcher: ItemBatcherSpec | undefined;
  readonly writer: ResultWriterSpec | undefined;
  /** By what the reader reads the items that it has found. */
  readonly source: JsonObject | undefined;
  /** How many items there are; undefined until the reader has found them. */
  readonly total: number | undefined;
  readonly limits: MapRunLimits;
  /** The first item that no child has. */
  readonly nextItem: number;
  /** The index that the next child gets. */
  readonly nextChild: number;
  readonly open: ReadonlyMap<number, OpenChildView>;
  /** Items of children that did not succeed; of a redriven run, since then. */
  readonly failedItems: number;
  /** By the index of the child. Empty when a writer takes the results elsewhere. */
  readonly results: readonly (Json | undefined)[];
  /** No more children are started (MapRunClosing). */
  readonly closing: { readonly failure: MapRunFailure | undefined } | undefined;
  readonly redriveCount: number;
  /** Children that did not succeed before the redrive and have not been redriven yet, by their indexes. */
  readonly awaiting: ReadonlyMap<number, AwaitingChildView>;
}

/** A child execution that has not ended, as far as its parent knows. */
export interface OpenChildView {
  readonly index: number;
  readonly executionArn: string;
  readonly name: string;
  readonly firstItem: number;
  readonly itemCount: number;
  readonly input: Json;
  /** The item as it was before ItemSelector; undefined for a batch. */
  readonly item: RunItem | undefined;
  /** Which redrive of the child this is; 0 for its first attempt. */
  readonly redriveCount: number;
}

/** A child execution that waits for its redrive. */
export interface AwaitingChildView extends OpenChildView {
  /** How it ended: as ABORTED when its run was given up before that was told. */
  readonly former: Exclude<ChildOutcome['status'], 'SUCCEEDED'>;
}
