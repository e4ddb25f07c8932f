import { ApiError, EdgestepError, type ExecutionEvent } from '@edgestep/shared';

import type { LogReader, LogRecord } from '../../ports/partition-log.ts';
import type { RecordPlace } from '../../projections/execution-index.ts';

/** So many records of a log are read at once. */
const RECORDS_AT_ONCE = 32;

/**
 * The events of an execution that lie in records of logs, in the order of the records. Rejects with
 * `ServiceUnavailable`, and the reason, when a record is missing, damaged, or another one (E5): nothing is left out.
 */
export async function* eventsAt(
  logOf: (zone: string) => LogReader | undefined,
  executionArn: string,
  places: readonly RecordPlace[],
): AsyncGenerator<ExecutionEvent> {
  for (let start = 0; start < places.length; start += RECORDS_AT_ONCE) {
    const wanted = places.slice(start, start + RECORDS_AT_ONCE);
    const found = await Promise.all(
      wanted.map(async (place) => {
        const log = logOf(place.zone);
        return log === undefined ? [] : entriesAt(log, executionArn, place);
      }),
    );
    for (const entry of found.flat()) yield* entry.events;
  }
}

async function entriesAt(log: LogReader, executionArn: string, place: RecordPlace) {
  const record = await recordAt(log, place);
  const mine = record?.entries.filter((entry) => entry.executionArn === executionArn) ?? [];
  if (mine.length > 0) return mine;
  const { zone, partition, sequence } = place;
  const what = record === undefined ? 'is missing' : 'is another one';
  throw unreadable(
    `record ${sequence} of partition ${partition} in ${zone}, with events of ${executionArn}, ${what}`,
  );
}

async function recordAt(
  log: LogReader,
  { partition, sequence }: RecordPlace,
): Promise<LogRecord | undefined> {
  try {
    return await log.get(partition, sequence);
  } catch (error) {
    if (error instanceof EdgestepError && error.code === 'log-damaged') throw unreadable(error.message);
    throw error;
  }
}

function unreadable(what: string): ApiError {
  return new ApiError(
    'ServiceUnavailable',
    `The log is damaged, or just being repaired: ${what}. Try again.`,
  );
}
