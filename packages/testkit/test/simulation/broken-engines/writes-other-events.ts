import type { LogEntry, PartitionLog } from '@edgestep/engine';

import { brokenLog } from './broken-log.ts';

/** Breaks E3: what is written is not what was applied to the state that lives on. */
export function writesOtherEvents(log: PartitionLog): PartitionLog {
  return brokenLog(log, (entries) => log.append(entries.map(moved)));
}

function moved({ executionArn, events }: LogEntry): LogEntry {
  const changed = events.map((event) =>
    event.kind === 'WaitStarted' ? { ...event, dueAt: event.dueAt + 1 } : event,
  );
  return { executionArn, events: changed };
}
