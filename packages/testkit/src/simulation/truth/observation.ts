import type {
  ClosedExecution,
  ExecutionDetails,
  ExecutionState,
  HistoryEvent,
  LogRecord,
  MapRunWork,
  StopReason,
  SweepFinding,
  TaskAssignment,
} from '@edgestep/engine';
import type { CommandAnswer, ExecutionCommand, PartitionId } from '@edgestep/shared';

/** A processor: of which node, under which epoch. */
export interface OwnerAt {
  /** The run of the node's process. */
  readonly node: string;
  readonly partition: PartitionId;
  readonly epoch: number;
}

/** A call of a client, or of a worker with a token, repeated until its answer is final. */
export interface ClientCall {
  readonly id: number;
  readonly client: string;
  readonly command: ExecutionCommand;
  /** Orders calls and answers: the count of the scheduler's steps. */
  readonly invokedAt: number;
  readonly answeredAt: number;
  readonly attempts: number;
  readonly answer: CommandAnswer;
}

/** A DescribeExecution. */
export interface ClientRead {
  readonly client: string;
  readonly executionArn: string;
  readonly invokedAt: number;
  readonly answeredAt: number;
  /** False while the partition had no owner that answered: what was known is shown (ADR 12). */
  readonly isBehindBarrier: boolean;
  readonly details: ExecutionDetails | undefined;
  /** The last sequence that the partition's stream had when the answer came. */
  readonly lastSequence: number;
}

/** An execution as a snapshot has it, as of its own newest record. */
export interface TakenDown {
  readonly state: ExecutionState;
  readonly sequence: number;
}

/** What can be seen of a world from outside of its nodes, and at their ports. */
export type Observation =
  | { readonly kind: 'dispatched'; readonly owner: OwnerAt; readonly task: TaskAssignment }
  | { readonly kind: 'map-run-work'; readonly owner: OwnerAt; readonly work: MapRunWork }
  | { readonly kind: 'end-told'; readonly owner: OwnerAt; readonly execution: ClosedExecution }
  | { readonly kind: 'append-refused'; readonly owner: OwnerAt }
  | { readonly kind: 'record-read'; readonly partition: PartitionId; readonly record: LogRecord }
  | {
      readonly kind: 'snapshot-saved';
      readonly partition: PartitionId;
      readonly sequence: number;
      readonly entries: readonly TakenDown[];
    }
  | { readonly kind: 'answered'; readonly call: ClientCall }
  | { readonly kind: 'read'; readonly read: ClientRead }
  | {
      readonly kind: 'history-read';
      readonly node: string;
      readonly executionArn: string;
      readonly history: readonly HistoryEvent[] | undefined;
    }
  | { readonly kind: 'fault'; readonly node: string; readonly fault: unknown }
  | { readonly kind: 'stopped'; readonly owner: OwnerAt; readonly reason: StopReason }
  | { readonly kind: 'finding'; readonly node: string; readonly finding: SweepFinding };
