import type { AppendOutcome, LogEntry, PartitionLog } from '@edgestep/engine';

/** A log that appends in a way of its own, and is the log that it is given in all else. */
export function brokenLog(
  log: PartitionLog,
  append: (entries: readonly LogEntry[]) => Promise<AppendOutcome>,
): PartitionLog {
  return {
    partition: log.partition,
    epoch: log.epoch,
    get lastSequence() {
      return log.lastSequence;
    },
    append,
    [Symbol.asyncDispose]: () => log[Symbol.asyncDispose](),
  };
}
