import type { Connection } from '../connection/connection.ts';
import { followStream, type StreamWatch } from '../stream/follow-stream.ts';
import { bucketStream } from './ensure-bucket.ts';
import { kvEntry, type KvEntry } from './kv-entry.ts';

/**
 * All entries of a bucket in the connection's own domain, then every change, without end, until the signal is aborted.
 * When the bucket is made anew (`watch.onRecreated`), forget what was delivered: its entries follow. Waits for a bucket
 * that does not exist.
 */
export async function* followBucket(
  connection: Connection,
  bucket: string,
  signal: AbortSignal,
  watch: StreamWatch,
): AsyncGenerator<KvEntry, void, undefined> {
  const options = { stream: bucketStream(bucket), fromSequence: 1, signal, watch };
  for await (const message of followStream(connection, options)) yield kvEntry(bucket, message);
}
