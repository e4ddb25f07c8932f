import { DEFINITIONS_BUCKET, partitionStream } from '@edgestep/shared';

import { KEYS_BUCKET } from '../keys/keys-bucket.ts';
import { bucketStream } from '../kv/ensure-bucket.ts';
import { LEASES_BUCKET } from '../lease/lease-records.ts';

/** True for the streams of a zone that nobody else has: the logs, and the buckets of leases and keys. */
export function isKeptByZone(stream: string): boolean {
  return isLog(stream) || stream === bucketStream(LEASES_BUCKET) || stream === bucketStream(KEYS_BUCKET);
}

/** True for the hub's definitions, and its copies of the logs of these zones. */
export function isKeptByHub(zones: readonly string[]): (stream: string) => boolean {
  return (stream) =>
    stream === bucketStream(DEFINITIONS_BUCKET) ||
    zones.some((zone) => stream.startsWith(`${zone}_`) && isLog(stream.slice(zone.length + 1)));
}

function isLog(stream: string): boolean {
  const partition = /^EDGESTEP_P(\d+)$/.exec(stream)?.[1];
  return partition !== undefined && stream === partitionStream(Number(partition));
}
