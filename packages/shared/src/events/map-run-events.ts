import type { Json, JsonObject } from '../json/json.ts';
import type { BlockStart, EpochMs, EventBase } from './event-base.ts';
import type { ExecutionType } from './execution-events.ts';

/** Where a Map Run's items are read from: `ItemReader`, evaluated. */
export interface ItemReaderSpec {
  readonly resource: string;
  /** Bucket, Key, Prefix, …: `Parameters` or `Arguments`. */
  readonly parameters: JsonObject;
  /** `ReaderConfig` without its MaxItems. */
  readonly config: JsonObject;
  /** No more than so many items are read; absent: all. */
  readonly maxItems?: number;
}

/** How items are grouped: `ItemBatcher`, evaluated. */
export interface ItemBatcherSpec {
  readonly maxItemsPerBatch?: number;
  readonly maxInputBytesPerBatch?: number;
  readonly batchInput?: Json;
}

/** What becomes of the results: `ResultWriter`, evaluated. */
export interface ResultWriterSpec {
  /** Where they are written to; absent: they are formatted and stay in the state's output. */
  readonly destination?: { readonly resource: string; readonly parameters: JsonObject };
  readonly transformation: 'NONE' | 'COMPACT' | 'FLATTEN';
  readonly outputType: 'JSON' | 'JSONL';
}

/** The limits of a Map Run that UpdateMapRun may change. */
export interface MapRunLimits {
  /** 0: no limit. */
  readonly maxConcurrency: number;
  /** Absent: only the percentage counts, or nothing is tolerated when that is absent, too. */
  readonly toleratedFailureCount?: number;
  readonly toleratedFailurePercentage?: number;
}

/** What a child execution is to the Map Run that started it. */
export interface MapRunLink {
  readonly mapRunArn: string;
  /** The child's place among the children of the run, from 0. */
  readonly index: number;
  /** The block of the definition that it runs: the item processor's. */
  readonly itemProcessor: BlockStart;
  /** How many items it works on: more than one for a batch. */
  readonly itemCount: number;
  /** What `$$.Map.Item` shows; absent for a batch. */
  readonly item?: { readonly index: number; readonly value: Json };
}

/** How a child execution ended. */
export type ChildOutcome =
  | { readonly status: 'SUCCEEDED'; readonly output: Json }
  | {
      readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED';
      readonly error?: string;
      readonly cause?: string;
    };

/** What a failure of a whole Map Run says. */
export interface MapRunFailure {
  readonly error?: string;
  readonly cause?: string;
}

/** A distributed Map begins: its items, as far as they are in the state's input, are found (`MapStateStarted`). */
export interface DistributedMapStarted extends EventBase {
  readonly kind: 'DistributedMapStarted';
  /** How many items the input holds; 0 when they are read from elsewhere. */
  readonly length: number;
}

/** A Map Run exists: from now on it starts child executions. */
export interface MapRunStarted extends EventBase, MapRunLimits {
  readonly kind: 'MapRunStarted';
  readonly mapRunArn: string;
  readonly label: string;
  readonly executionType: ExecutionType;
  readonly itemProcessor: BlockStart;
  /** The items, unless a reader finds them. */
  readonly items?: readonly Json[];
  readonly reader?: ItemReaderSpec;
  readonly batcher?: ItemBatcherSpec;
  readonly writer?: ResultWriterSpec;
}

/** The reader has found the items. They stay where they are; `source` is what they are read by. Not in the history. */
export interface MapRunItemsFound extends EventBase {
  readonly kind: 'MapRunItemsFound';
  readonly mapRunArn: string;
  readonly source: JsonObject;
  readonly total: number;
}

/** A child execution is to be started. Not in the history. */
export interface MapRunChildStarted extends EventBase {
  readonly kind: 'MapRunChildStarted';
  readonly mapRunArn: string;
  readonly index: number;
  readonly executionArn: string;
  readonly name: string;
  /** The first of its items, and how many it has. */
  readonly firstItem: number;
  readonly itemCount: number;
  readonly input: Json;
  /** The item as it was before ItemSelector; absent for a batch. */
  readonly item?: Json;
}

/** What is told of a child execution that has ended. */
export interface ChildEnd {
  /** The child's place among the children of its run. */
  readonly index: number;
  readonly startedAt: EpochMs;
  readonly stoppedAt: EpochMs;
  readonly outcome: ChildOutcome;
  /** How often the child had been redriven; absent: never. */
  readonly redriveCount?: number;
  /** It was to be redriven and could not be: its last end stays (API reference, failuresNotRedrivable). */
  readonly notRedrivable?: true;
}

/** A child execution has ended. Not in the history. */
export interface MapRunChildEnded extends EventBase, ChildEnd {
  readonly kind: 'MapRunChildEnded';
  readonly mapRunArn: string;
  readonly itemCount: number;
}

/**
 * A Map Run that did not succeed goes on, with its execution (Developer Guide, redriving Map Runs): children that
 * succeeded keep their results, the others wait for their turn, and failures are counted anew.
 */
export interface MapRunRedriven extends EventBase {
  readonly kind: 'MapRunRedriven';
  readonly mapRunArn: string;
  /** How often the run has been redriven, this time included. */
  readonly redriveCount: number;
}

/** A child execution that did not succeed is to go on, or to be started anew. Not in the history. */
export interface MapRunChildRedriven extends EventBase {
  readonly kind: 'MapRunChildRedriven';
  readonly mapRunArn: string;
  readonly index: number;
  readonly itemCount: number;
  /** How it had ended: as ABORTED when its run was given up before that was told. */
  readonly former: Exclude<ChildOutcome['status'], 'SUCCEEDED'>;
  /** Which redrive of the child this makes. */
  readonly redriveCount: number;
}

/** UpdateMapRun. Not in the history. */
export interface MapRunUpdated extends EventBase, MapRunLimits {
  readonly kind: 'MapRunUpdated';
  readonly mapRunArn: string;
}

/**
 * No more children are started: all is done, or `failure` ended the run. Children that are open are stopped, and
 * results are written, before the run ends. Not in the history.
 */
export interface MapRunClosing extends EventBase {
  readonly kind: 'MapRunClosing';
  readonly mapRunArn: string;
  readonly failure?: MapRunFailure;
}

/** Ends of Map Runs tell how many children's results were written. */
interface MapRunEnd extends EventBase {
  readonly mapRunArn: string;
  readonly resultsWritten: number;
}

export interface MapRunSucceeded extends MapRunEnd {
  readonly kind: 'MapRunSucceeded';
}

export interface MapRunFailed extends MapRunEnd, MapRunFailure {
  readonly kind: 'MapRunFailed';
}

export interface MapRunAborted extends MapRunEnd {
  readonly kind: 'MapRunAborted';
}

export type MapRunEventFamily =
  | DistributedMapStarted
  | MapRunStarted
  | MapRunItemsFound
  | MapRunChildStarted
  | MapRunChildEnded
  | MapRunRedriven
  | MapRunChildRedriven
  | MapRunUpdated
  | MapRunClosing
  | MapRunSucceeded
  | MapRunFailed
  | MapRunAborted;
