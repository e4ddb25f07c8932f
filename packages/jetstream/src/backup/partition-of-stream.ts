import type { PartitionId } from '@edgestep/shared';

/** The partition whose log a stream of that name is; undefined for any other name. */
export function partitionOfStream(name: string): PartitionId | undefined {
  const match = /^EDGESTEP_P(\d+)$/.exec(name);
  return match === null ? undefined : Number(match[1]);
}
