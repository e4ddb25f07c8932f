import type { ExecutionEvent, PartitionId } from '@edgestep/shared';

/** What one decision added to one execution: events in order, never split over two records. */
export interface LogEntry {
  readonly executionArn: string;
  readonly events: readonly ExecutionEvent[];
}

/** One durable record: the entries of one group commit. */
export interface LogRecord {
  /** The position in the log, from 1, without gaps. */
  readonly sequence: number;
  /** The epoch of the owner that wrote it. */
  readonly epoch: number;
  /** Of the whole record, in Base64, from readers that have it: no two records are alike in it. */
  readonly hash?: string;
  readonly entries: readonly LogEntry[];
}

/** Tells a record of a log from any other that may come to lie in its place: each owner has an epoch of its own. */
export type RecordMark = Pick<LogRecord, 'sequence' | 'epoch'>;

export type AppendOutcome =
  /** `hash`: as `LogRecord`'s, when the entries are one record; else `sequence` is the last of several. */
  | { readonly kind: 'appended'; readonly sequence: number; readonly hash?: string }
  /** Another owner has written since: this one is no longer the owner (E2). Nothing was appended. */
  | { readonly kind: 'fenced'; readonly message: string };

/**
 * The log of one partition, opened for writing by one owner (E2). Every append carries the sequence that the
 * log must be at; appends may be pipelined and are applied in the order of the calls. When one is refused, all
 * behind it are. An acknowledgement that does not arrive is resolved by the adapter (it looks or repeats with
 * the same message id), so that an outcome is always true; `append` rejects only when `signal` was aborted.
 */
export interface PartitionLog extends AsyncDisposable {
  readonly partition: PartitionId;
  readonly epoch: number;
  /** The last sequence that is known to be durable. */
  readonly lastSequence: number;
  append(entries: readonly LogEntry[]): Promise<AppendOutcome>;
}

/** Reads a partition's log; anyone in the zone may. Damage is a fault with the code `log-damaged` (E5). */
export interface LogReader {
  /** The records from `fromSequence` (inclusive) up to what was last when the call began. */
  read(partition: PartitionId, fromSequence: number): AsyncIterable<LogRecord>;
  /** One record. Undefined when it was never written, or is missing. */
  get(partition: PartitionId, sequence: number): Promise<LogRecord | undefined>;
  /** The records from `fromSequence` on, without end, until `signal` is aborted; survives reconnects. */
  follow(partition: PartitionId, fromSequence: number, signal: AbortSignal): AsyncIterable<LogRecord>;
}
