import type { Connection } from '@edgestep/jetstream';
import type { PartitionId } from '@edgestep/shared';

/** The name of the node that owns a partition, as the zone's leases have it. */
export async function ownerOf(connection: Connection, partition: PartitionId): Promise<string> {
  const { streams } = await connection.jetStream();
  const query = { last_by_subj: `$KV.edgestep_leases.p${partition}` };
  const lease = await streams.getMessage('KV_edgestep_leases', query);
  const nodeId = lease?.json<{ readonly nodeId?: string }>().nodeId;
  if (nodeId === undefined || nodeId === '') throw new Error(`partition ${partition} has no owner`);
  return nodeId;
}
