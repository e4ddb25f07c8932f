import { mirrorStream, type PartitionId } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { isTransient } from '../retry/transient.ts';
import { HUB_DOMAIN } from '../server-config/hub-server-config.ts';

/** The partitions of which the zone or, when it answers, the hub has a log. */
export async function listPartitions(connection: Connection, zone: string): Promise<readonly PartitionId[]> {
  const found = new Set<PartitionId>();
  for (const name of await streamNames(connection)) {
    const partition = Number(/^EDGESTEP_P(\d+)(?:_REPAIR)?$/.exec(name)?.[1] ?? Number.NaN);
    if (!Number.isNaN(partition)) found.add(partition);
  }
  for (const name of await namesAtHub(connection)) {
    const partition = Number(/_P(\d+)(?:_ASIDE_.*)?$/.exec(name)?.[1] ?? Number.NaN);
    if (name.startsWith(mirrorStream(zone, partition))) found.add(partition);
  }
  return [...found].toSorted((one, other) => one - other);
}

/** The streams of a JetStream domain; of the connection's own when none is named. */
async function streamNames(connection: Connection, domain?: string): Promise<readonly string[]> {
  const { streams } = await connection.jetStream(domain);
  return Array.fromAsync(streams.names());
}

async function namesAtHub(connection: Connection): Promise<readonly string[]> {
  try {
    return await streamNames(connection, HUB_DOMAIN);
  } catch (error) {
    if (isTransient(error)) return [];
    throw error;
  }
}
