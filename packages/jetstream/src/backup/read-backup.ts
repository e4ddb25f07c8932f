import { createHash } from 'node:crypto';

import { EdgestepError } from '@edgestep/shared';

import { LogCursor } from '../log/log-cursor.ts';
import { decodeFrames } from './backup-frame.ts';
import {
  BACKUP_VERSION,
  type BackupHead,
  type BackupMessage,
  type BackupPiece,
  type BackupStream,
  type BackupSummary,
} from './backup-format.ts';

/** What a backup says, in order. */
export type BackupEntry =
  | { readonly kind: 'head'; readonly head: BackupHead }
  | { readonly kind: 'stream'; readonly stream: BackupStream }
  | { readonly kind: 'message'; readonly message: BackupMessage; readonly data: Uint8Array };

/**
 * Reads a backup from its uncompressed bytes, and proves it on the way: the records of the logs one by one, and all of
 * it by its checksum, which is known at the end: read it once before anything is made of it. Fault: `log-damaged`.
 */
export async function* readBackup(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<BackupEntry, BackupSummary, undefined> {
  const hash = createHash('sha256');
  const reading = new Reading();
  for await (const { header, data, raw } of decodeFrames(bytes)) {
    const piece = header as BackupPiece;
    if (piece.kind === 'end') {
      if (hash.digest('hex') !== piece.sha256) throw broken('its checksum does not fit its contents');
      return reading.summary();
    }
    hash.update(raw);
    yield reading.accept(piece, data, raw.length);
  }
  throw broken('its end is missing');
}

class Reading {
  #head: BackupHead | undefined;
  #cursor: LogCursor | undefined;
  #bytes = 0;
  readonly #streams: { name: string; messages: number }[] = [];

  accept(piece: Exclude<BackupPiece, { kind: 'end' }>, data: Uint8Array, length: number): BackupEntry {
    this.#bytes += length;
    switch (piece.kind) {
      case 'head':
        if (piece.version !== BACKUP_VERSION)
          throw broken(`version ${piece.version} is not known to this release`);
        this.#head = piece;
        return { kind: 'head', head: piece };
      case 'stream':
        this.#streams.push({ name: piece.config.name, messages: 0 });
        this.#cursor = piece.role === 'log' ? new LogCursor(piece.config.name, 1) : undefined;
        return { kind: 'stream', stream: piece };
      case 'message':
        return this.#message(piece, data);
      default:
        throw broken('it holds a piece that this release does not know');
    }
  }

  summary(): BackupSummary {
    if (this.#head === undefined) throw broken('its beginning is missing');
    const { id, zone, createdAt } = this.#head;
    const messages = this.#streams.reduce((sum, stream) => sum + stream.messages, 0);
    return { id, zone, createdAt, streams: this.#streams, messages, bytes: this.#bytes };
  }

  #prove(sequence: number, data: Uint8Array): void {
    try {
      this.#cursor?.accept({ sequence, data });
    } catch (error) {
      throw broken(error instanceof Error ? error.message : String(error));
    }
  }

  #message(message: BackupMessage, data: Uint8Array): BackupEntry {
    const stream = this.#streams.at(-1);
    if (stream === undefined) throw broken('a message belongs to no stream');
    stream.messages += 1;
    this.#prove(message.sequence, data);
    return { kind: 'message', message, data };
  }
}

function broken(what: string): EdgestepError {
  return new EdgestepError('log-damaged', `the backup cannot be read: ${what}`);
}
