import type { LogEntry, PartitionLog } from '@edgestep/engine';

import { brokenLog } from './broken-log.ts';

/** Breaks E4: what ends, ends again. */
export function endsTwice(log: PartitionLog): PartitionLog {
  return brokenLog(log, (entries) => log.append(entries.map(withSecondEnd)));
}

function withSecondEnd({ executionArn, events }: LogEntry): LogEntry {
  const last = events.at(-1);
  if (last?.kind !== 'ExecutionSucceeded') return { executionArn, events };
  return { executionArn, events: [...events, { ...last, id: last.id + 1, prev: last.id }] };
}
