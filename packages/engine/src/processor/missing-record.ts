import { EdgestepError, type PartitionId } from '@edgestep/shared';

import type { LogReader, RecordMark } from '../ports/partition-log.ts';

/**
 * E5: whether a log still has a record that was acknowledged. Answers the fault `log-damaged` when it is gone, or
 * another one has come into its place; undefined when it is there, or `sequence` is 0: nothing was acknowledged. Throws what the reader throws.
 */
export async function missingRecord(
  reader: LogReader,
  partition: PartitionId,
  { sequence, epoch }: RecordMark,
): Promise<EdgestepError | undefined> {
  if (sequence === 0) return undefined;
  const found = await reader.get(partition, sequence);
  if (found?.epoch === epoch) return undefined;
  const what = found === undefined ? 'the log has none there' : `the one there is of epoch ${found.epoch}`;
  return new EdgestepError(
    'log-damaged',
    `Record ${sequence} of partition ${partition}, of epoch ${epoch}, was acknowledged; ${what}: acknowledged records are lost`,
  );
}
