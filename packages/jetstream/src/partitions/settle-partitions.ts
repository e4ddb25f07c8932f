import { EdgestepError, PARTITIONS_DEFAULT, type PartitionId } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { KEYS_BUCKET, openKeysBucket } from '../keys/keys-bucket.ts';
import type { KvBucket } from '../kv/kv-bucket.ts';
import type { HubCopies } from '../repair/hub-copies.ts';
import { partitionsOfZone } from '../repair/list-partitions.ts';
import { retried } from '../retry/retried.ts';

export interface SettleOptions {
  /** A connection to the zone's servers. */
  readonly connection: Connection;
  readonly zone: string;
  /** What this node's configuration says; undefined when it says nothing. */
  readonly configured: number | undefined;
  readonly replicas: number;
  readonly copies: Pick<HubCopies, 'partitions'>;
  /** The partitions whose logs this node has read before. Asked only when the zone has forgotten what it has. */
  readonly indexed: () => readonly PartitionId[];
}

const KEY = 'partitions';
const TIMEOUT_MS = 20_000;

/**
 * How many partitions the zone has. Its first node settles it, for the zone's life: ARNs hash onto it. In a zone that
 * does not remember its number (it is older than the memory, or has lost its disk) the highest partition settles it that
 * the zone, the hub or this node has ever seen. Faults: `config-invalid` when the configuration says otherwise;
 * `log-damaged` for a memory that is no number.
 */
export async function settlePartitions(options: SettleOptions): Promise<number> {
  const { connection, configured, replicas } = options;
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const bucket = await openKeysBucket(connection, replicas, signal);
  const remembered = await read(bucket, signal);
  if (remembered !== undefined) return requireSame(options, remembered);
  const seen = await highestSeen(options, signal);
  const partitions = seen === 0 ? (configured ?? PARTITIONS_DEFAULT) : requireSame(options, seen);
  await bucket.put(KEY, Buffer.from(String(partitions)), 0, signal);
  // Whoever was faster has settled it.
  return requireSame(options, (await read(bucket, signal)) ?? partitions);
}

async function highestSeen(
  { connection, copies, indexed }: SettleOptions,
  signal: AbortSignal,
): Promise<number> {
  const inZone = await retried(connection, signal, () => partitionsOfZone(connection));
  const atHub = (await copies.partitions()) ?? [];
  return Math.max(-1, ...inZone, ...atHub, ...indexed()) + 1;
}

async function read(bucket: KvBucket, signal: AbortSignal): Promise<number | undefined> {
  const value = (await bucket.get(KEY, signal))?.value;
  if (value === undefined) return undefined;
  const text = Buffer.from(value).toString();
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new EdgestepError('log-damaged', `'${KEY}' in the bucket ${KEYS_BUCKET} is no number: '${text}'`);
}

function requireSame({ zone, configured }: SettleOptions, partitions: number): number {
  if (configured === undefined || configured === partitions) return partitions;
  throw new EdgestepError(
    'config-invalid',
    `EDGESTEP_PARTITIONS is ${configured}, and the zone ${zone} has ${partitions} partitions, which can't be changed: executions are found by it. Set EDGESTEP_PARTITIONS to ${partitions}, or leave it out`,
  );
}
