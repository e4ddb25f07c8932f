/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;

/** A line of control within an execution: 0 is the root, others are branches of a Parallel and iterations of a Map. */
export type FrameId = number;

/** Where a line of control begins: a block of states of the definition (`CompiledMachine.blocks`) and its StartAt. */
export interface BlockStart {
  readonly block: number;
  readonly startAt: string;
}

/** What every event of an execution carries. */
export interface EventBase {
  /** When it was decided. */
  readonly at: EpochMs;
  /** The line of control that it belongs to. */
  readonly frame: FrameId;
  /** Its id in the AWS execution history, from 1; 0 for an event that the history does not show. */
  readonly id: number;
  /** The history id of the event that it follows (`previousEventId`); 0 for none. */
  readonly prev: number;
}
