import { StorageType, type StreamInfo } from '@nats-io/jetstream';

import { SNAPSHOT_STREAM } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { bucketStream } from '../kv/ensure-bucket.ts';
import { LEASES_BUCKET } from '../lease/lease-records.ts';
import type { StreamRole } from './backup-format.ts';

/** The streams of a zone, as a backup sees them. */
export interface ZoneStreams {
  /** What is backed up, in this order. */
  readonly included: readonly { readonly info: StreamInfo; readonly role: StreamRole }[];
  /** Streams on disk that are none of ours. */
  readonly skipped: readonly string[];
}

const LOG = /^EDGESTEP_P\d+$/;
const OURS = /^(EDGESTEP_.*|KV_.*|OBJ_.*)$/;

/**
 * The streams that a zone owns: logs, snapshots, leases, keys, its copy of the definitions, execution logs, and all
 * buckets of keys and of objects. Snapshots come first: what they contain is then in the logs, which are read later.
 * All else comes after the logs: what a log refers to is then there.
 */
export async function zoneStreams(connection: Connection): Promise<ZoneStreams> {
  const { streams } = await connection.jetStream();
  const onDisk: StreamInfo[] = [];
  for await (const info of streams.list()) {
    if (info.config.storage === StorageType.File) onDisk.push(info);
  }
  const ours = onDisk.filter(({ config }) => OURS.test(config.name) && !config.name.endsWith('_REPAIR'));
  return {
    included: ours
      .map((info) => ({ info, role: roleOf(info.config.name) }))
      .toSorted((one, other) => rank(one.info.config.name) - rank(other.info.config.name)),
    skipped: onDisk.filter((info) => !ours.includes(info)).map(({ config }) => config.name),
  };
}

function roleOf(name: string): StreamRole {
  if (LOG.test(name)) return 'log';
  return name === bucketStream(LEASES_BUCKET) ? 'leases' : 'messages';
}

function rank(name: string): number {
  if (name === SNAPSHOT_STREAM) return 0;
  return LOG.test(name) ? 1 : 2;
}
