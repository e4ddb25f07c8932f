import type { PartitionId } from '@edgestep/shared';

import type { AppendOutcome, LogEntry, PartitionLog } from '../ports/partition-log.ts';

/**
 * A log that keeps nothing: what Express executions run on. Every append is as good as durable at once, and gone
 * with the process. It counts its records, so that it can be told where an answer belongs.
 */
export function createMemoryLog(partition: PartitionId = 0): PartitionLog {
  return new MemoryLog(partition);
}

class MemoryLog implements PartitionLog {
  readonly partition: PartitionId;
  readonly epoch = 1;
  #lastSequence = 0;

  constructor(partition: PartitionId) {
    this.partition = partition;
  }

  get lastSequence(): number {
    return this.#lastSequence;
  }

  append(_entries: readonly LogEntry[]): Promise<AppendOutcome> {
    this.#lastSequence += 1;
    return Promise.resolve({ kind: 'appended', sequence: this.#lastSequence });
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}
