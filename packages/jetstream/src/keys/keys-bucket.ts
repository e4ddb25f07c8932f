import type { Connection } from '../connection/connection.ts';
import { ensureBucket } from '../kv/ensure-bucket.ts';
import { KvBucket } from '../kv/kv-bucket.ts';

/** The zone's bucket of what its nodes share for ever. It is never mirrored: keys don't leave their zone. */
export const KEYS_BUCKET = 'edgestep_keys';

/** Opens the bucket; makes it unless it is there. */
export async function openKeysBucket(
  connection: Connection,
  replicas: number,
  signal: AbortSignal,
): Promise<KvBucket> {
  await ensureBucket(
    connection,
    {
      bucket: KEYS_BUCKET,
      description: 'Edgestep: keys that the nodes of the zone share',
      storage: 'file',
      replicas,
    },
    signal,
  );
  return new KvBucket(connection, KEYS_BUCKET);
}
