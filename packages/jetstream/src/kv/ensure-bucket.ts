import { DiscardPolicy, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import { nanos } from '@nats-io/nats-core';

import type { Connection } from '../connection/connection.ts';
import { ensureStream } from '../stream/ensure-stream.ts';

/** A bucket of keys and values (ADR-8), so that `nats kv` and every other client of NATS can read it. */
export interface BucketOptions {
  readonly bucket: string;
  readonly description: string;
  readonly storage: 'file' | 'memory';
  readonly replicas: number;
  /** A value is dropped so long after it was written; never when absent. */
  readonly maxAgeMs?: number;
}

/** The stream that holds a bucket. */
export function bucketStream(bucket: string): string {
  return `KV_${bucket}`;
}

/** Makes the bucket unless it is there. */
export async function ensureBucket(
  connection: Connection,
  options: BucketOptions,
  signal: AbortSignal,
): Promise<void> {
  const config = {
    name: bucketStream(options.bucket),
    description: options.description,
    subjects: [`$KV.${options.bucket}.>`],
    storage: options.storage === 'file' ? StorageType.File : StorageType.Memory,
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.New,
    num_replicas: options.replicas,
    max_msgs_per_subject: 1,
    allow_rollup_hdrs: true,
    deny_delete: true,
    allow_direct: true,
    ...(options.maxAgeMs === undefined ? {} : { max_age: nanos(options.maxAgeMs) }),
  };
  await ensureStream(connection, config, signal);
}
