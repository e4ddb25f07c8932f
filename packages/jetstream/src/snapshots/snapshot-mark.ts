import type { RecordMark } from '@edgestep/engine';
import type { PartitionId } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { isStreamMissing } from '../stream/stream-missing.ts';
import { parseManifest } from './snapshot-manifest.ts';
import { readManifests } from './snapshot-stream.ts';

/**
 * The newest record of the log that any kept snapshot of a partition contains something of; undefined when there is no
 * snapshot, or only some of older releases.
 */
export async function latestSnapshotMark(
  connection: Connection,
  partition: PartitionId,
  signal: AbortSignal,
): Promise<RecordMark | undefined> {
  const manifests = await readManifests(connection, partition, signal).catch((error: unknown) => {
    if (isStreamMissing(error)) return [];
    throw error;
  });
  const marks = manifests
    .map(({ data }) => parseManifest(data)?.through)
    .filter((through) => through !== undefined);
  return marks.toSorted((one, other) => other.sequence - one.sequence)[0];
}
