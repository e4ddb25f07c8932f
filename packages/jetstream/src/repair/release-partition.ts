import type { PartitionId } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { KvBucket } from '../kv/kv-bucket.ts';
import { encodeRecord, LEASES_BUCKET, parseLease } from '../lease/lease-records.ts';
import { bucketStream } from '../kv/ensure-bucket.ts';
import { findStreamInfo } from './held-log.ts';

/**
 * Takes a partition away from whoever owns it, under the next epoch; answers that epoch. Its owner hears of it and lets
 * go. Answers 0 when the zone has no leases.
 */
export async function releasePartition(
  connection: Connection,
  partition: PartitionId,
  signal: AbortSignal,
): Promise<number> {
  if ((await findStreamInfo(connection, bucketStream(LEASES_BUCKET))) === undefined) return 0;
  const bucket = new KvBucket(connection, LEASES_BUCKET);
  const key = `p${partition}`;
  for (;;) {
    const entry = await bucket.get(key, signal);
    const known = entry?.value === undefined ? undefined : parseLease(entry.value);
    const epoch = (known?.epoch ?? 0) + 1;
    const record = encodeRecord({ nodeId: '', instance: '', epoch });
    const written = await bucket.put(key, record, entry?.revision ?? 0, signal);
    if (written.kind === 'written') return epoch;
  }
}
