import type { PartitionLog } from '@edgestep/engine';

import { brokenLog } from './broken-log.ts';

/** Breaks E2: an owner whose append was refused goes on as if it had been stored. */
export function goesOnWhenFenced(log: PartitionLog): PartitionLog {
  return brokenLog(log, async (entries) => {
    const outcome = await log.append(entries);
    return outcome.kind === 'fenced' ? { kind: 'appended', sequence: log.lastSequence + 1 } : outcome;
  });
}
