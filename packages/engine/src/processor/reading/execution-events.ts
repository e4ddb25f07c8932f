import type { ExecutionEvent } from '@edgestep/shared';

import type { LogReader } from '../../ports/partition-log.ts';
import type { RecordPlace } from '../../projections/execution-index.ts';

/** So many records of a log are read at once. */
const RECORDS_AT_ONCE = 32;

/** The events of an execution that lie in records of logs, in the order of the records. */
export async function* eventsAt(
  logOf: (zone: string) => LogReader | undefined,
  executionArn: string,
  places: readonly RecordPlace[],
): AsyncGenerator<ExecutionEvent> {
  for (let start = 0; start < places.length; start += RECORDS_AT_ONCE) {
    const records = await Promise.all(
      places
        .slice(start, start + RECORDS_AT_ONCE)
        .map(async (place) => logOf(place.zone)?.get(place.partition, place.sequence)),
    );
    for (const record of records) {
      for (const entry of record?.entries ?? []) {
        if (entry.executionArn === executionArn) yield* entry.events;
      }
    }
  }
}
