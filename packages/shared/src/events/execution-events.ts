import type { Json } from '../json/json.ts';
import type { EventBase } from './event-base.ts';
import type { MapRunLink } from './map-run-events.ts';

export type ExecutionType = 'STANDARD' | 'EXPRESS';

/** The execution that waits for this one (`states:startExecution.sync`, a distributed Map): who is told when it closes. */
export interface ParentLink {
  readonly executionArn: string;
  readonly frame: number;
  /** The history id of the event that waits: TaskScheduled, or MapRunStarted. */
  readonly taskId: number;
}

/** An execution exists. The definition that it runs is fixed for its whole life by (`stateMachineArn`, `revisionId`). */
export interface ExecutionStarted extends EventBase {
  readonly kind: 'ExecutionStarted';
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
  readonly revisionId: string;
  readonly type: ExecutionType;
  readonly roleArn: string;
  readonly input: Json;
  /** Where the root frame begins: the definition's StartAt in block 0, or that of the item processor. */
  readonly startAt: string;
  /** The definition's TimeoutSeconds, or the longest that the type allows when that is shorter. Absent: no limit. */
  readonly timeoutSeconds?: number;
  readonly parent?: ParentLink;
  /** For a child execution of a distributed Map; it runs the block that the link names. */
  readonly mapRun?: MapRunLink;
  readonly traceHeader?: string;
  /** Who started it, for the audit trail. */
  readonly startedBy: string;
}

export interface ExecutionSucceeded extends EventBase {
  readonly kind: 'ExecutionSucceeded';
  readonly output: Json;
}

export interface ExecutionFailed extends EventBase {
  readonly kind: 'ExecutionFailed';
  readonly error?: string;
  readonly cause?: string;
}

export interface ExecutionTimedOut extends EventBase {
  readonly kind: 'ExecutionTimedOut';
  readonly error?: string;
  readonly cause?: string;
}

export interface ExecutionAborted extends EventBase {
  readonly kind: 'ExecutionAborted';
  readonly error?: string;
  readonly cause?: string;
}

/**
 * A closed execution goes on from the steps that did not succeed (RedriveExecution). States that failed, or were
 * given up, do their work again at once, their retriers counted anew; what had ended well keeps its results.
 */
export interface ExecutionRedriven extends EventBase {
  readonly kind: 'ExecutionRedriven';
  /** How often the execution has been redriven, this time included. */
  readonly redriveCount: number;
  /** As in ExecutionStarted; counted from this event. */
  readonly timeoutSeconds?: number;
  readonly clientToken?: string;
  /**
   * The records of the log, in their order, that hold the execution's events before this one. A closed execution is
   * in no snapshot: whoever replays from behind its end reads them back.
   */
  readonly records: readonly number[];
  /** Who asked for it, for the audit trail. */
  readonly redrivenBy: string;
}

export type ExecutionEventFamily =
  | ExecutionStarted
  | ExecutionRedriven
  | ExecutionSucceeded
  | ExecutionFailed
  | ExecutionTimedOut
  | ExecutionAborted;
