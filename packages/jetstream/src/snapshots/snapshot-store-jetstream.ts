import { createHash, randomUUID } from 'node:crypto';

import type { PartitionSnapshot, SnapshotStore } from '@edgestep/engine';
import {
  SNAPSHOT_STREAM,
  snapshotChunkSubject,
  snapshotManifestSubject,
  type PartitionId,
} from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { withDeadline } from '../retry/deadline.ts';
import { retried } from '../retry/retried.ts';
import { isStreamMissing } from '../stream/stream-missing.ts';
import { encodeManifest, parseManifest, type SnapshotManifest } from './snapshot-manifest.ts';
import {
  ensureSnapshotStream,
  listSnapshotIds,
  readChunk,
  readManifests,
  storeMessage,
} from './snapshot-stream.ts';

export interface SnapshotStoreOptions {
  /** How many servers keep the snapshots; 1 when absent. */
  readonly replicas?: number;
  /** Hears of a snapshot that is damaged and was passed over. */
  readonly onDamage?: (message: string) => void;
}

const CHUNK_BYTES = 512 * 1024;
/** Headers count against the server's `max_payload` as well. */
const HEADROOM_BYTES = 4_096;
/** How many chunks are on their way at once. */
const CHUNKS_IN_FLIGHT = 8;
const SAVE_TIMEOUT_MS = 120_000;
const READ_TIMEOUT_MS = 60_000;

/** `SnapshotStore` on a stream of the connection's own domain: a snapshot is cut into chunks, and its manifest proves it whole. */
export function createSnapshotStore(
  connection: Connection,
  options: SnapshotStoreOptions = {},
): SnapshotStore {
  const { replicas = 1, onDamage = () => {} } = options;
  return {
    save: (partition, snapshot) =>
      withDeadline(SAVE_TIMEOUT_MS, `saving a snapshot of partition ${partition}`, async (signal) => {
        await ensureSnapshotStream(connection, replicas, signal);
        await save(connection, partition, snapshot, signal);
      }),
    latest: (partition) =>
      withDeadline(READ_TIMEOUT_MS, `reading a snapshot of partition ${partition}`, (signal) =>
        latest(connection, partition, onDamage, signal),
      ),
  };
}

async function save(
  connection: Connection,
  partition: PartitionId,
  { sequence, bytes, through }: PartitionSnapshot,
  signal: AbortSignal,
): Promise<void> {
  const id = randomUUID();
  const chunkBytes = chunkBytesOn(connection);
  const chunks = Math.ceil(bytes.length / chunkBytes);
  await eachChunk(chunks, (chunk) => {
    const piece = bytes.subarray(chunk * chunkBytes, (chunk + 1) * chunkBytes);
    return storeMessage(connection, snapshotChunkSubject(partition, id, chunk), piece, signal);
  });
  const manifest = {
    id,
    sequence,
    bytes: bytes.length,
    chunks,
    sha256: sha256(sequence, bytes),
    ...(through === undefined ? {} : { through }),
  };
  // Stored once: a manifest that came twice would push a former snapshot out.
  await storeMessage(connection, snapshotManifestSubject(partition), encodeManifest(manifest), signal, id);
  await dropUnreferenced(connection, partition, signal);
}

function chunkBytesOn({ maxPayloadBytes }: Connection): number {
  const bytesMax = maxPayloadBytes - HEADROOM_BYTES;
  return bytesMax > 0 ? Math.min(CHUNK_BYTES, bytesMax) : CHUNK_BYTES;
}

/** Chunks that no kept manifest names: of older snapshots, and of saves that were never finished. */
async function dropUnreferenced(
  connection: Connection,
  partition: PartitionId,
  signal: AbortSignal,
): Promise<void> {
  const stored = await listSnapshotIds(connection, partition, signal);
  const manifests = await readManifests(connection, partition, signal);
  const kept = new Set(manifests.map(({ data }) => parseManifest(data)?.id));
  const { streams } = await connection.jetStream();
  for (const id of stored) {
    if (kept.has(id)) continue;
    const filter = snapshotChunkSubject(partition, id, '*');
    await retried(connection, signal, () => streams.purge(SNAPSHOT_STREAM, { filter }));
  }
}

async function latest(
  connection: Connection,
  partition: PartitionId,
  onDamage: (message: string) => void,
  signal: AbortSignal,
): Promise<PartitionSnapshot | undefined> {
  const manifests = await readManifests(connection, partition, signal).catch((error: unknown) => {
    if (isStreamMissing(error)) return [];
    throw error;
  });
  const readable = manifests
    .map(({ data }) => parseManifest(data))
    .filter((manifest) => manifest !== undefined);
  if (readable.length < manifests.length) onDamage(`a manifest of partition ${partition} cannot be read`);
  const newestFirst = readable.toReversed().toSorted((one, other) => other.sequence - one.sequence);
  for (const manifest of newestFirst) {
    const bytes = await readWhole(connection, partition, manifest, signal);
    if (bytes !== undefined) return { sequence: manifest.sequence, bytes };
    onDamage(`the snapshot of partition ${partition} at sequence ${manifest.sequence} is damaged`);
  }
  return undefined;
}

/** Undefined when a chunk is missing, or the checksum does not fit. */
async function readWhole(
  connection: Connection,
  partition: PartitionId,
  manifest: SnapshotManifest,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  const pieces: (Uint8Array | undefined)[] = [];
  await eachChunk(manifest.chunks, async (chunk) => {
    pieces[chunk] = await readChunk(connection, snapshotChunkSubject(partition, manifest.id, chunk), signal);
  });
  const bytes = Buffer.concat(pieces.filter((piece) => piece !== undefined));
  const isWhole = bytes.length === manifest.bytes && sha256(manifest.sequence, bytes) === manifest.sha256;
  return isWhole ? bytes : undefined;
}

/** Does something with each chunk, a few at a time. Rejects with the first failure. */
async function eachChunk(chunks: number, action: (chunk: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < chunks) {
      const chunk = next;
      next += 1;
      await action(chunk);
    }
  };
  await Promise.all(Array.from({ length: CHUNKS_IN_FLIGHT }, lane));
}

function sha256(sequence: number, bytes: Uint8Array): string {
  return createHash('sha256').update(`${sequence}\n`).update(bytes).digest('hex');
}
