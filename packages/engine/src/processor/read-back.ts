import { EdgestepError, type ExecutionEvent, type PartitionId } from '@edgestep/shared';

import type { ClosedExecutionState } from '../decide/redrive-execution.ts';
import { foldForRedrive } from '../evolve/fold-for-redrive.ts';
import type { LogReader } from '../ports/partition-log.ts';

/** So many records are asked for at once. */
const RECORDS_AT_ONCE = 32;

/**
 * Reads a closed execution back from its partition's log: `records` hold its events. Undefined when there are none
 * of it; throws `log-damaged` when a record is missing, or another one is in its place (E5).
 */
export async function readBack(
  reader: LogReader,
  partition: PartitionId,
  executionArn: string,
  records: readonly number[],
): Promise<ClosedExecutionState | undefined> {
  const events: ExecutionEvent[] = [];
  for (let first = 0; first < records.length; first += RECORDS_AT_ONCE) {
    const wanted = records.slice(first, first + RECORDS_AT_ONCE);
    const found = await Promise.all(wanted.map((sequence) => reader.get(partition, sequence)));
    for (const [index, record] of found.entries()) {
      const mine = record?.entries.filter((entry) => entry.executionArn === executionArn) ?? [];
      if (mine.length === 0) {
        const what = record === undefined ? 'is missing' : 'is another one';
        throw new EdgestepError(
          'log-damaged',
          `Record ${wanted[index]} of partition ${partition}, with events of ${executionArn}, ${what}`,
        );
      }
      events.push(...mine.flatMap((entry) => entry.events));
    }
  }
  const state = foldForRedrive(events);
  return state === undefined ? undefined : { state, records };
}
