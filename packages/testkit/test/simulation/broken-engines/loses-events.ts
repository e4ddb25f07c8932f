import type { LogEntry, PartitionLog } from '@edgestep/engine';

import { brokenLog } from './broken-log.ts';

/** Breaks E5: leaves events out of the log. */
export function losesEvents(log: PartitionLog): PartitionLog {
  return brokenLog(log, (entries) => log.append(entries.map(withoutStarts)));
}

function withoutStarts({ executionArn, events }: LogEntry): LogEntry {
  return { executionArn, events: events.filter(({ kind }) => kind !== 'TaskStarted') };
}
