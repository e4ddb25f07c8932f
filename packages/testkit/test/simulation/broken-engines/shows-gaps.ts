import type { LogReader } from '@edgestep/engine';

/** Breaks histories: the events of a record are passed over in silence. */
export function showsGaps(reader: LogReader): LogReader {
  return {
    read: (partition, fromSequence) => reader.read(partition, fromSequence),
    follow: (partition, fromSequence, signal) => reader.follow(partition, fromSequence, signal),
    get: async (partition, sequence) => {
      const record = await reader.get(partition, sequence);
      if (record === undefined || sequence % 5 !== 0) return record;
      return { ...record, entries: record.entries.map((entry) => ({ ...entry, events: [] })) };
    },
  };
}
