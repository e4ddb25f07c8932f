import type { JsonObject } from '@edgestep/shared';

/** The bucket of the nodes' beats, in memory. Key: `node.<kvKey(nodeId)>`. */
export const NODES_BUCKET = 'edgestep_nodes';
/** The bucket of the leases, on disk. Key: `p<partition>`. */
export const LEASES_BUCKET = 'edgestep_leases';

/** A sign of life. Every write is one, whatever it says. */
export interface NodeBeat {
  readonly nodeId: string;
  /** One run of the node's process: a node that was started again is another holder. */
  readonly instance: string;
  /** `leaving`: it gives its partitions back and takes none. */
  readonly state: 'serving' | 'leaving';
  /** Partitions that it could not open a moment ago: others should take them. */
  readonly avoids: readonly number[];
  /** What the node tells of itself, for instance its address. */
  readonly about: JsonObject;
}

/** Who owns a partition. The epoch grows with every change of hands (E2). */
export interface LeaseRecord {
  /** Empty: given back; whoever should have it takes it at once. */
  readonly nodeId: string;
  readonly instance: string;
  readonly epoch: number;
}

/** A lease as the bucket holds it. */
export interface Lease extends LeaseRecord {
  readonly revision: number;
}

/** Reads a beat; undefined when the value is none. */
export function parseBeat(value: Uint8Array): NodeBeat | undefined {
  const { nodeId, instance, state, avoids, about } = members(value);
  if (typeof nodeId !== 'string' || typeof instance !== 'string') return undefined;
  return {
    nodeId,
    instance,
    state: state === 'leaving' ? 'leaving' : 'serving',
    avoids: Array.isArray(avoids) ? avoids.filter((entry) => Number.isInteger(entry)) : [],
    about: typeof about === 'object' && about !== null ? (about as JsonObject) : {},
  };
}

/** Reads a lease; undefined when the value is none. */
export function parseLease(value: Uint8Array): LeaseRecord | undefined {
  const { nodeId, instance, epoch } = members(value);
  if (typeof nodeId !== 'string' || typeof instance !== 'string' || typeof epoch !== 'number')
    return undefined;
  return { nodeId, instance, epoch };
}

export function encodeRecord(record: NodeBeat | LeaseRecord): Uint8Array {
  return Buffer.from(JSON.stringify(record));
}

function members(value: Uint8Array): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(value).toString());
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}
