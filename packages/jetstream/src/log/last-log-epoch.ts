import { partitionStream, type PartitionId } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { retried } from '../retry/retried.ts';
import { isStreamMissing } from '../stream/stream-missing.ts';
import { findTail } from './find-tail.ts';

/** The epoch of the last record of a partition's log; 0 when there is none. Fault: `log-damaged`. */
export async function lastLogEpoch(
  connection: Connection,
  partition: PartitionId,
  signal: AbortSignal,
): Promise<number> {
  return retried(connection, signal, async () => {
    try {
      return (await findTail(connection, partitionStream(partition))).epoch;
    } catch (error) {
      if (isStreamMissing(error)) return 0;
      throw error;
    }
  });
}
