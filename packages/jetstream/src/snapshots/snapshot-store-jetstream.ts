import { createHash, randomUUID, type Hash } from 'node:crypto';

import type { NewSnapshot, PartitionSnapshot, SnapshotStore } from '@edgestep/engine';
import {
  EdgestepError,
  SNAPSHOT_STREAM,
  snapshotChunkSubject,
  snapshotManifestSubject,
  type PartitionId,
} from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { withDeadline } from '../retry/deadline.ts';
import { retried } from '../retry/retried.ts';
import { isStreamMissing } from '../stream/stream-missing.ts';
import { BoundedWork } from './bounded-work.ts';
import { cutIntoChunks } from './cut-into-chunks.ts';
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
  /** Hears of a manifest that can't be read and was passed over. */
  readonly onDamage?: (message: string) => void;
}

const CHUNK_BYTES = 512 * 1024;
/** Headers count against the server's `max_payload` as well. */
const HEADROOM_BYTES = 4_096;
/** How many chunks are on their way at once. */
const CHUNKS_IN_FLIGHT = 8;
/** For one chunk, or a manifest: a whole snapshot may be of any size. */
const STORE_TIMEOUT_MS = 120_000;
const READ_TIMEOUT_MS = 60_000;

/** `SnapshotStore` on a stream of the connection's own domain: a snapshot is cut into chunks, and its manifest proves it whole. */
export function createSnapshotStore(
  connection: Connection,
  options: SnapshotStoreOptions = {},
): SnapshotStore {
  const { replicas = 1, onDamage = () => {} } = options;
  return {
    async save(partition, snapshot) {
      await saving(partition, (signal) => ensureSnapshotStream(connection, replicas, signal));
      await save(connection, partition, snapshot);
    },
    latest: (partition, before = Number.POSITIVE_INFINITY) =>
      reading(partition, (signal) => latest(connection, partition, before, onDamage, signal)),
  };
}

async function save(
  connection: Connection,
  partition: PartitionId,
  { sequence, pieces, through }: NewSnapshot,
): Promise<void> {
  const id = randomUUID();
  const hash = hashOf(sequence);
  const stores = new BoundedWork(CHUNKS_IN_FLIGHT);
  let chunks = 0;
  let bytes = 0;
  for await (const chunk of cutIntoChunks(pieces, chunkBytesOn(connection))) {
    hash.update(chunk);
    const subject = snapshotChunkSubject(partition, id, chunks);
    await stores.begin(() => saving(partition, (signal) => storeMessage(connection, subject, chunk, signal)));
    chunks += 1;
    bytes += chunk.length;
  }
  await stores.done();
  const manifest = { id, sequence, bytes, chunks, sha256: hash.digest('hex'), through: through() };
  await saving(partition, async (signal) => {
    // Stored once: a manifest that came twice would push a former snapshot out.
    await storeMessage(connection, snapshotManifestSubject(partition), encodeManifest(manifest), signal, id);
    await dropUnreferenced(connection, partition, signal);
  });
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
  before: number,
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
  const [newest] = readable
    .filter(({ sequence }) => sequence < before)
    .toReversed()
    .toSorted((one, other) => other.sequence - one.sequence);
  if (newest === undefined) return undefined;
  return { sequence: newest.sequence, pieces: readPieces(connection, partition, newest) };
}

/** Reads some chunks ahead. Throws `log-damaged` when a chunk is missing, or the checksum does not fit. */
async function* readPieces(
  connection: Connection,
  partition: PartitionId,
  { id, sequence, chunks, bytes, sha256 }: SnapshotManifest,
): AsyncGenerator<Uint8Array> {
  const hash = hashOf(sequence);
  const ahead: Promise<Uint8Array | undefined>[] = [];
  let next = 0;
  let length = 0;
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    for (; next < Math.min(chunks, chunk + CHUNKS_IN_FLIGHT); next += 1) {
      const subject = snapshotChunkSubject(partition, id, next);
      const read = reading(partition, (signal) => readChunk(connection, subject, signal));
      // One that fails is met in its turn.
      read.catch(() => {});
      ahead.push(read);
    }
    const piece = await ahead.shift();
    if (piece === undefined) break;
    hash.update(piece);
    length += piece.length;
    yield piece;
  }
  if (length === bytes && hash.digest('hex') === sha256) return;
  throw new EdgestepError(
    'log-damaged',
    `the snapshot of partition ${partition} at sequence ${sequence} is damaged`,
  );
}

function saving<T>(partition: PartitionId, operation: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return withDeadline(STORE_TIMEOUT_MS, `saving a snapshot of partition ${partition}`, operation);
}

function reading<T>(partition: PartitionId, operation: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return withDeadline(READ_TIMEOUT_MS, `reading a snapshot of partition ${partition}`, operation);
}

/** The beginning of a snapshot's checksum, which covers its place in the log. */
function hashOf(sequence: number): Hash {
  return createHash('sha256').update(`${sequence}\n`);
}
