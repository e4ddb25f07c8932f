import type { StreamConfig } from '@nats-io/jetstream';

/** The version that this release writes. */
export const BACKUP_VERSION = 1;

/** What a stream is for, and so how it is checked and restored. */
export type StreamRole =
  /** A partition's log: records that are proven one by one. */
  | 'log'
  /** The leases: nobody's after a restore, and under later epochs. */
  | 'leases'
  /** Everything else: messages as they are. */
  | 'messages';

/** The first piece of a backup. */
export interface BackupHead {
  readonly kind: 'head';
  readonly version: number;
  readonly id: string;
  readonly zone: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** A stream begins; its messages follow. */
export interface BackupStream {
  readonly kind: 'stream';
  readonly role: StreamRole;
  readonly config: StreamConfig;
}

/** A message; its payload is the piece's data. */
export interface BackupMessage {
  readonly kind: 'message';
  readonly sequence: number;
  readonly subject: string;
  /** Names and values, in their order. */
  readonly headers?: readonly (readonly [string, readonly string[]])[];
}

/** The last piece: without it a backup is not whole. */
interface BackupEnd {
  readonly kind: 'end';
  readonly streams: number;
  readonly messages: number;
  /** SHA-256, in hex, of all pieces before. */
  readonly sha256: string;
}

export type BackupPiece = BackupHead | BackupStream | BackupMessage | BackupEnd;

/** What a backup holds. */
export interface BackupSummary {
  readonly id: string;
  readonly zone: string;
  readonly createdAt: string;
  readonly streams: readonly { readonly name: string; readonly messages: number }[];
  readonly messages: number;
  readonly bytes: number;
}
