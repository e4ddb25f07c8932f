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
  const { id, sequence, bytes: length, chunks, sha256 } = value ?? {};
  const isManifest =
    typeof id === 'string' &&
    typeof sequence === 'number' &&
    typeof length === 'number' &&
    typeof chunks === 'number' &&
    typeof sha256 === 'string';
  return isManifest ? { id, sequence, bytes: length, chunks, sha256 } : undefined;
}
