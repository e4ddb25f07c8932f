import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { openSqliteProjections } from '@edgestep/engine';
import { PARTITIONS_MAX, type PartitionId } from '@edgestep/shared';

/** The index of a node, in its data folder. */
export function indexFile(dataDir: string): string {
  return join(dataDir, 'projections.sqlite');
}

/** The partitions of a zone of which the node that has this folder has ever read a record. */
export function indexedPartitions(dataDir: string, zone: string): readonly PartitionId[] {
  const file = indexFile(dataDir);
  if (!existsSync(file)) return [];
  using store = openSqliteProjections(file);
  return Array.from({ length: PARTITIONS_MAX }, (_, partition) => partition).filter(
    (partition) => store.newest({ zone, partition }) !== undefined,
  );
}
