import { DiscardPolicy, RetentionPolicy, StorageType, type StreamConfig } from '@nats-io/jetstream';
import { nanos } from '@nats-io/nats-core';

import { partitionLogSubjects, type PartitionId } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { requireNotHeld } from '../repair/held-log.ts';
import { retried } from '../retry/retried.ts';
import { ensureStream } from '../stream/ensure-stream.ts';

/** Appends are made unique by the sequence that they expect; the server's memory of message ids stays empty. */
const DUPLICATE_WINDOW_MS = 1_000;

/**
 * Makes the stream that is a partition's log, or brings its replicas up to what is asked. Nothing in it is ever dropped
 * by itself. Fault: `log-damaged` while it is being repaired.
 */
export async function ensurePartitionStream(
  connection: Connection,
  partition: PartitionId,
  stream: string,
  replicas: number,
  signal: AbortSignal,
): Promise<void> {
  await retried(connection, signal, () => requireNotHeld(connection, partition));
  await ensureStream(connection, partitionStreamConfig(partition, stream, replicas), signal);
}

/** The configuration of a partition's log under a name. */
export function partitionStreamConfig(
  partition: PartitionId,
  name: string,
  replicas: number,
): Partial<StreamConfig> & { readonly name: string } {
  return {
    name,
    description: `Edgestep: the log of partition ${partition}`,
    subjects: [partitionLogSubjects(partition)],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.New,
    num_replicas: replicas,
    duplicate_window: nanos(DUPLICATE_WINDOW_MS),
    allow_direct: true,
    deny_delete: true,
    deny_purge: true,
  };
}
