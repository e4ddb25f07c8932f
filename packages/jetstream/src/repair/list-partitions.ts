import { mirrorStream, type PartitionId } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { isTransient } from '../retry/transient.ts';
import { HUB_DOMAIN } from '../server-config/hub-server-config.ts';

/** The partitions of which the zone or, when it answers, the hub has a log. */
export async function listPartitions(connection: Connection, zone: string): Promise<readonly PartitionId[]> {
  const found = new Set([
    ...(await partitionsOfZone(connection)),
    ...(await partitionsAtHub(connection, zone)),
  ]);
  return [...found].toSorted((one, other) => one - other);
}

/** The partitions of which the connection's own domain, a zone's, has a log. */
export async function partitionsOfZone(connection: Connection): Promise<readonly PartitionId[]> {
  return numbersIn(await streamNames(connection), /^EDGESTEP_P(\d+)(?:_REPAIR)?$/);
}

/** The partitions of a zone of which a domain, the hub's, has copies of logs; those that were set aside included. */
export async function copiedPartitions(
  connection: Connection,
  zone: string,
  domain?: string,
): Promise<readonly PartitionId[]> {
  const names = await streamNames(connection, domain);
  const ours = names.filter((name) => name.startsWith(`${zone}_EDGESTEP_P`));
  return numbersIn(ours, /_P(\d+)(?:_ASIDE_.*)?$/).filter((partition) =>
    ours.some((name) => name.startsWith(mirrorStream(zone, partition))),
  );
}

async function partitionsAtHub(connection: Connection, zone: string): Promise<readonly PartitionId[]> {
  try {
    return await copiedPartitions(connection, zone, HUB_DOMAIN);
  } catch (error) {
    if (isTransient(error)) return [];
    throw error;
  }
}

/** The streams of a JetStream domain; of the connection's own when none is named. */
async function streamNames(connection: Connection, domain?: string): Promise<readonly string[]> {
  const { streams } = await connection.jetStream(domain);
  return Array.fromAsync(streams.names());
}

function numbersIn(names: readonly string[], pattern: RegExp): readonly PartitionId[] {
  return names.flatMap((name) => {
    const digits = pattern.exec(name)?.[1];
    return digits === undefined ? [] : [Number(digits)];
  });
}
