import type { LogReader } from '@edgestep/engine';

/** Breaks histories: a record that should be there is passed over in silence. */
export function showsGaps(reader: LogReader): LogReader {
  return {
    read: (partition, fromSequence) => reader.read(partition, fromSequence),
    follow: (partition, fromSequence, signal) => reader.follow(partition, fromSequence, signal),
    get: async (partition, sequence) => (sequence % 5 === 0 ? undefined : reader.get(partition, sequence)),
  };
}
