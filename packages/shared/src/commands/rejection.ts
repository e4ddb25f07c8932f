import type { EpochMs } from '../events/event-base.ts';

/** Why a command was refused: an expected answer, never a fault. The API's error names are made from it at the front door. */
export type RejectionReason =
  | 'execution-already-exists'
  | 'execution-does-not-exist'
  | 'execution-closed'
  | 'execution-limit-exceeded'
  | 'execution-not-redrivable'
  | 'task-not-pending'
  | 'task-timed-out'
  | 'map-run-not-pending'
  | 'timer-not-pending'
  | 'partition-moved'
  | 'partition-unavailable'
  /** The zone's stores are so full that nothing new is begun. */
  | 'storage-full';

/** A refusal with its reason; nothing was changed. */
export interface Rejection {
  readonly kind: 'rejection';
  readonly reason: RejectionReason;
  readonly message: string;
}

/**
 * What a partition answers once the command's events are durable (E1). `sequence`: the log position that holds them;
 * for a command that changed nothing, the position of the execution's newest event, or 0 when it is not open any more.
 */
export interface Accepted {
  readonly kind: 'accepted';
  readonly sequence: number;
  /** Of a start: when the execution began (the first time, for an idempotent repetition). Of a stop: when it ended. Of a redrive: when it went on. */
  readonly at: EpochMs;
}

export type CommandAnswer = Accepted | Rejection;
