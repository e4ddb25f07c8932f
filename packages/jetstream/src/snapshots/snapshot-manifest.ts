import type { RecordMark } from '@edgestep/engine';

/** What a snapshot is made of. It is written last, so that a snapshot which has one is whole. */
export interface SnapshotManifest {
  /** Names the snapshot's chunks. */
  readonly id: string;
  /** The record of the log as of which the snapshot was taken. */
  readonly sequence: number;
  readonly bytes: number;
  readonly chunks: number;
  /** SHA-256, in hex, of the sequence in decimal, a line feed and all bytes. */
  readonly sha256: string;
  /** The newest record of the log that it contains anything of; absent in those of older releases. */
  readonly through?: RecordMark;
}

export function encodeManifest(manifest: SnapshotManifest): Uint8Array {
  return Buffer.from(JSON.stringify(manifest));
}

/** Undefined when the bytes are something else. */
export function parseManifest(bytes: Uint8Array): SnapshotManifest | undefined {
  let value: Partial<SnapshotManifest> | null;
  try {
    value = JSON.parse(Buffer.from(bytes).toString()) as Partial<SnapshotManifest> | null;
  } catch {
    return undefined;
  }
  const { id, sequence, bytes: length, chunks, sha256, through } = value ?? {};
  const isManifest =
    typeof id === 'string' &&
    typeof sequence === 'number' &&
    typeof length === 'number' &&
    typeof chunks === 'number' &&
    typeof sha256 === 'string';
  if (!isManifest) return undefined;
  return { id, sequence, bytes: length, chunks, sha256, ...(isMark(through) ? { through } : {}) };
}

function isMark(mark: Partial<RecordMark> | undefined): mark is RecordMark {
  return typeof mark?.sequence === 'number' && typeof mark.epoch === 'number';
}
