import { createHash, randomUUID } from 'node:crypto';

import type { MsgHdrs } from '@nats-io/nats-core';

import type { Connection } from '../connection/connection.ts';
import { isDamage } from '../log/log-damage.ts';
import { findStreamInfo } from '../repair/held-log.ts';
import { readRecords } from '../repair/read-records.ts';
import { encodeFrame } from './backup-frame.ts';
import {
  BACKUP_VERSION,
  type BackupMessage,
  type BackupPiece,
  type BackupSummary,
  type StreamRole,
} from './backup-format.ts';
import { readMessages } from '../stream/read-messages.ts';
import { zoneStreams } from './zone-streams.ts';

export interface BackUpOptions {
  /** A connection to the zone's servers. */
  readonly connection: Connection;
  readonly zone: string;
  /** Hears how far it is. */
  readonly onProgress: (stream: string, messages: number) => void;
}

/** What a backup came to: told when all of it was read. */
export interface BackUpReport extends BackupSummary {
  /** Streams on disk that are none of ours. */
  readonly skipped: readonly string[];
  /** Streams other than logs of which the server holds messages that it can't give. */
  readonly damaged: readonly string[];
}

const NO_DATA = new Uint8Array();

/**
 * Reads a zone while it works, and yields the bytes of its backup. Each log is as of when its turn came, and proven
 * record by record: all that was acknowledged before the call is in it. Of other streams it holds what can be read.
 * Fault: `log-damaged`; the log is then to be repaired first.
 */
export async function* backUpZone(
  options: BackUpOptions,
): AsyncGenerator<Uint8Array, BackUpReport, undefined> {
  const { connection, zone, onProgress } = options;
  const hash = createHash('sha256');
  let bytes = 0;
  const piece = (header: BackupPiece, data: Uint8Array = NO_DATA): Uint8Array => {
    const frame = encodeFrame({ header, data });
    hash.update(frame);
    bytes += frame.length;
    return frame;
  };
  const head = { version: BACKUP_VERSION, id: randomUUID(), zone, createdAt: new Date().toISOString() };
  yield piece({ kind: 'head', ...head });
  const { included, skipped } = await zoneStreams(connection);
  const streams: { readonly name: string; readonly messages: number }[] = [];
  const damaged = new Set<string>();
  for (const { info, role } of included) {
    const { name } = info.config;
    let count = 0;
    yield piece({ kind: 'stream', role, config: info.config });
    for await (const message of contents(connection, name, role, () => damaged.add(name))) {
      count += 1;
      onProgress(name, count);
      yield piece(describeMessage(message), message.data);
    }
    streams.push({ name, messages: count });
  }
  const messages = streams.reduce((sum, stream) => sum + stream.messages, 0);
  yield piece({ kind: 'end', streams: streams.length, messages, sha256: hash.copy().digest('hex') });
  const { id, createdAt } = head;
  return { id, zone, createdAt, streams, messages, bytes, skipped, damaged: [...damaged] };
}

interface Content {
  readonly sequence: number;
  readonly subject: string;
  readonly data: Uint8Array;
  readonly headers?: MsgHdrs | undefined;
}

async function* contents(
  connection: Connection,
  stream: string,
  role: StreamRole,
  onDamage: () => void,
): AsyncGenerator<Content, void, undefined> {
  // As of now: the streams before this one have taken their time.
  const info = await findStreamInfo(connection, stream);
  if (info === undefined) return;
  const { messages, last_seq: last } = info.state;
  if (role === 'log') return yield* readRecords(connection, { stream, from: 1, to: last });
  if (messages === 0) return;
  try {
    yield* readMessages(connection, { stream, last });
  } catch (error) {
    if (!isDamage(error)) throw error;
    onDamage();
  }
}

function describeMessage({ sequence, subject, headers }: Content): BackupMessage {
  const kept = headers === undefined ? [] : [...headers].filter(([name]) => !isPassing(name));
  return { kind: 'message', sequence, subject, ...(kept.length === 0 ? {} : { headers: kept }) };
}

/** What a publisher asked of the stream then; it would be refused of another one. */
function isPassing(name: string): boolean {
  return name.startsWith('Nats-Expected-') || name === 'Nats-Msg-Id';
}
