import { DiscardPolicy, PubHeaders, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import { headers, nanos } from '@nats-io/nats-core';

import { EdgestepError, SNAPSHOT_STREAM, snapshotManifestSubject, type PartitionId } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { retried } from '../retry/retried.ts';
import { ensureStream } from '../stream/ensure-stream.ts';
import { parsePublishAnswer } from '../stream/publish-answer.ts';

/** The newest snapshot, the one before it, and one to spare for an owner that saves while it is being replaced. */
const MANIFESTS_KEPT = 3;

const PUBLISH_TIMEOUT_MS = 10_000;
/** Longer than a message is published again because its acknowledgement got lost. */
const DUPLICATE_WINDOW_MS = 120_000;

/** A message of the snapshot stream. */
export interface SnapshotMessage {
  readonly sequence: number;
  readonly data: Uint8Array;
}

/** Makes the stream of the snapshots unless it is there. */
export async function ensureSnapshotStream(
  connection: Connection,
  replicas: number,
  signal: AbortSignal,
): Promise<void> {
  const config = {
    name: SNAPSHOT_STREAM,
    description: 'Edgestep: snapshots of the partitions',
    subjects: ['edgestep.snapshot.>'],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.Old,
    max_msgs_per_subject: MANIFESTS_KEPT,
    num_replicas: replicas,
    duplicate_window: nanos(DUPLICATE_WINDOW_MS),
    allow_direct: true,
  };
  await ensureStream(connection, config, signal);
}

/** Stores a message; again, when no answer came: with a message id it is stored once all the same. */
export async function storeMessage(
  connection: Connection,
  subject: string,
  data: Uint8Array,
  signal: AbortSignal,
  messageId?: string,
): Promise<void> {
  const header = headers();
  if (messageId !== undefined) header.set(PubHeaders.MsgIdHdr, messageId);
  await retried(connection, signal, async () => {
    const options = { timeout: PUBLISH_TIMEOUT_MS, headers: header };
    const answer = parsePublishAnswer(await connection.nats.request(subject, data, options));
    if (answer.kind !== 'stored') throw new EdgestepError('connection-lost', `${subject}: ${answer.message}`);
  });
}

/** The manifests that are kept of a partition's snapshots, oldest first. Rejects when there is no stream. */
export async function readManifests(
  connection: Connection,
  partition: PartitionId,
  signal: AbortSignal,
): Promise<readonly SnapshotMessage[]> {
  const found: SnapshotMessage[] = [];
  const subject = snapshotManifestSubject(partition);
  for (let from = 1; found.length < MANIFESTS_KEPT;) {
    const query = { seq: from, next_by_subj: subject };
    const next = await retried(connection, signal, async () => {
      const { streams } = await connection.jetStream();
      return streams.getMessage(SNAPSHOT_STREAM, query);
    });
    if (next === null) break;
    found.push({ sequence: next.seq, data: next.data });
    from = next.seq + 1;
  }
  return found;
}

/** The message under a subject of its own: from any replica that has it, else from the leader. */
export async function readChunk(
  connection: Connection,
  subject: string,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  return retried(connection, signal, async () => {
    const { direct, streams } = await connection.jetStream();
    const query = { last_by_subj: subject };
    const found =
      (await direct.getMessage(SNAPSHOT_STREAM, query)) ?? (await streams.getMessage(SNAPSHOT_STREAM, query));
    return found?.data;
  });
}

/** The ids of the snapshots that have chunks in the stream. */
export async function listSnapshotIds(
  connection: Connection,
  partition: PartitionId,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const filter = `edgestep.snapshot.${partition}.chunk.>`;
  const info = await retried(connection, signal, async () => {
    const { streams } = await connection.jetStream();
    return streams.info(SNAPSHOT_STREAM, { subjects_filter: filter });
  });
  return new Set(Object.keys(info.state.subjects ?? {}).map((subject) => subject.split('.')[4] ?? ''));
}
