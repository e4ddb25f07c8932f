import type { Json } from '../json/json.ts';
import type { EventBase } from './event-base.ts';

export type ExecutionType = 'STANDARD' | 'EXPRESS';

/** The execution that waits for this one (`states:startExecution.sync`): who is told when it closes. */
export interface ParentLink {
  readonly executionArn: string;
  readonly frame: number;
  /** The history id of the TaskScheduled event that waits. */
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
  /** The definition's StartAt: where the root frame begins. Its block is 0. */
  readonly startAt: string;
  /** The definition's TimeoutSeconds, or the longest that the type allows when that is shorter. Absent: no limit. */
  readonly timeoutSeconds?: number;
  readonly parent?: ParentLink;
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

export type ExecutionEventFamily =
  | ExecutionStarted
  | ExecutionSucceeded
  | ExecutionFailed
  | ExecutionTimedOut
  | ExecutionAborted;
