import type { LogRecord } from '../src/ports/partition-log.ts';
import { LogChanges } from '../src/projections/log-changes.ts';
import type { LogSource } from '../src/projections/log-source.ts';

/** What records of a log, one behind the other, change in an index. */
export function changesOf(log: {
  readonly source: LogSource;
  readonly records: readonly LogRecord[];
}): LogChanges {
  const changes = new LogChanges(log.source);
  for (const record of log.records) changes.add(record);
  return changes;
}
