import type { PartitionLog } from '@edgestep/engine';

import { brokenLog } from './broken-log.ts';

/** Breaks E1: takes a record for durable as soon as it is on its way. */
export function acknowledgesEarly(log: PartitionLog): PartitionLog {
  let sequence = log.lastSequence;
  return brokenLog(log, (entries) => {
    sequence += 1;
    log.append(entries).catch(() => {});
    return Promise.resolve({ kind: 'appended', sequence });
  });
}
