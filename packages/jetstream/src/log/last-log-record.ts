import type { RecordMark } from '@edgestep/engine';
import { partitionStream, type PartitionId } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { retried } from '../retry/retried.ts';
import { isStreamMissing } from '../stream/stream-missing.ts';
import { findTail } from './find-tail.ts';

/** The last record of a partition's log, as its leader has it; sequence and epoch 0 when there is none. Fault: `log-damaged`. */
export async function lastLogRecord(
  connection: Connection,
  partition: PartitionId,
  signal: AbortSignal,
): Promise<RecordMark> {
  return retried(connection, signal, async () => {
    try {
      const { sequence, epoch } = await findTail(connection, partitionStream(partition));
      return { sequence, epoch };
    } catch (error) {
      if (isStreamMissing(error)) return { sequence: 0, epoch: 0 };
      throw error;
    }
  });
}
