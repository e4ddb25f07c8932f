import type { LogReader, LogRecord } from '@edgestep/engine';

/** Breaks E5: hands on records that are not what was written. */
export function trustsDamage(reader: LogReader): LogReader {
  async function* altered(records: AsyncIterable<LogRecord>): AsyncIterable<LogRecord> {
    for await (const record of records) yield record.sequence % 7 === 0 ? flipped(record) : record;
  }
  return {
    read: (partition, fromSequence) => altered(reader.read(partition, fromSequence)),
    follow: (partition, fromSequence, signal) => altered(reader.follow(partition, fromSequence, signal)),
    get: (partition, sequence) => reader.get(partition, sequence),
  };
}

function flipped(record: LogRecord): LogRecord {
  const entries = record.entries.map(({ executionArn, events }) => ({
    executionArn,
    events: events.map((event) => ({ ...event, at: event.at ^ 1 })),
  }));
  return { ...record, entries };
}
