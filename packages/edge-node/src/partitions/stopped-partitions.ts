import type { LeaseManager } from '@edgestep/jetstream';
import {
  isJsonObject,
  type Json,
  type JsonObject,
  type PartitionId,
  type StoppedPartition,
} from '@edgestep/shared';

/**
 * The partitions that this node tried to own and could not, because their logs are damaged (E5). They are told to the
 * other nodes with its beats, and by each of them to whoever asks for the zone.
 */
export class StoppedPartitions {
  readonly #reasons = new Map<PartitionId, string>();

  /** True when it was not known, or known for another reason. */
  stopped(partition: PartitionId, reason: string): boolean {
    const isNews = this.#reasons.get(partition) !== reason;
    this.#reasons.set(partition, reason);
    return isNews;
  }

  /** True when it had been stopped. */
  runs(partition: PartitionId): boolean {
    return this.#reasons.delete(partition);
  }

  /** For the node's beats. */
  about(): JsonObject {
    if (this.#reasons.size === 0) return {};
    return { stopped: [...this.#reasons].map(([partition, reason]) => ({ partition, reason })) };
  }
}

/**
 * What the nodes of a zone say of partitions that are stopped. Where one owns the partition and does not say so, it
 * runs there by now, and whoever says otherwise has not tried since.
 */
export function stoppedOf({
  nodes,
  leases,
}: Pick<LeaseManager, 'nodes' | 'leases'>): readonly StoppedPartition[] {
  const told = new Map(nodes.map(({ nodeId, about }) => [nodeId, toldBy(about)]));
  const found = new Map<PartitionId, string>();
  for (const stopped of told.values())
    for (const [partition, reason] of stopped) found.set(partition, reason);
  const stands = ([partition]: [PartitionId, string]): boolean => {
    const owner = told.get(leases.get(partition)?.nodeId ?? '');
    return owner === undefined || owner.has(partition);
  };
  return [...found]
    .filter(stands)
    .map(([partition, reason]) => ({ partition, reason }))
    .toSorted((one, other) => one.partition - other.partition);
}

/** Why nobody can own a partition; undefined when somebody can. */
export function stopReason(
  leases: Pick<LeaseManager, 'nodes' | 'leases'>,
  partition: PartitionId,
): string | undefined {
  return stoppedOf(leases).find((each) => each.partition === partition)?.reason;
}

function toldBy(about: JsonObject): ReadonlyMap<PartitionId, string> {
  const entries = Array.isArray(about.stopped) ? about.stopped.map(parseStopped) : [];
  return new Map(
    entries.filter((entry) => entry !== undefined).map(({ partition, reason }) => [partition, reason]),
  );
}

function parseStopped(entry: Json): StoppedPartition | undefined {
  if (!isJsonObject(entry)) return undefined;
  const { partition, reason } = entry;
  return typeof partition === 'number' && typeof reason === 'string' ? { partition, reason } : undefined;
}
