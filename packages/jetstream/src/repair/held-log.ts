import type { StreamInfo } from '@nats-io/jetstream';

import { EdgestepError, partitionLogSubjects, partitionStream, type PartitionId } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { isStreamMissing } from '../stream/stream-missing.ts';

/** What a log is put together in before it takes the place of the damaged one. */
export function repairStream(partition: PartitionId): string {
  return `${partitionStream(partition)}_REPAIR`;
}

export function repairSubject(partition: PartitionId, epoch: number | string): string {
  return `edgestep.repair.${partition}.${epoch}`;
}

/** In the metadata of a stream that a backup is just being restored to: which one. */
export const RESTORING = 'edgestep-restoring';

/** What a log listens to while it is held: nobody can append to it. */
export function heldSubject(partition: PartitionId): string {
  return `edgestep.held.${partition}`;
}

/** A stream, or undefined when there is none. */
export async function findStreamInfo(
  connection: Connection,
  stream: string,
): Promise<StreamInfo | undefined> {
  const { streams } = await connection.jetStream();
  try {
    return await streams.info(stream);
  } catch (error) {
    if (isStreamMissing(error)) return undefined;
    throw error;
  }
}

/** True while a repair or a restore has taken the log out of service, or was interrupted while it had. */
export async function isHeld(connection: Connection, partition: PartitionId): Promise<boolean> {
  const info = await findStreamInfo(connection, partitionStream(partition));
  // What replaces the log is there before the log is deleted: looked for in this order, there is no gap.
  if (info === undefined) return (await findStreamInfo(connection, repairStream(partition))) !== undefined;
  if (info.config.metadata?.[RESTORING] !== undefined) return true;
  return info.config.mirror !== undefined || info.config.subjects?.[0] !== partitionLogSubjects(partition);
}

/** Fault: `log-damaged` when the log is being repaired or restored. */
export async function requireNotHeld(connection: Connection, partition: PartitionId): Promise<void> {
  if (!(await isHeld(connection, partition))) return;
  throw new EdgestepError(
    'log-damaged',
    `the log ${partitionStream(partition)} is being repaired or restored, or that was interrupted: call edgestep repair, or edgestep restore, again`,
  );
}
