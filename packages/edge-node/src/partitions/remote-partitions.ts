import type { RecordMark } from '@edgestep/engine';
import { request, type Connection } from '@edgestep/jetstream';
import {
  partitionCommandSubject,
  partitionQuerySubject,
  type CommandAnswer,
  type PartitionId,
} from '@edgestep/shared';

import type { RemotePartition } from './command-router.ts';

/** A command may wait for a definition that is on its way, and for a disk that is slow. */
const COMMAND_TIMEOUT_MS = 15_000;
/** The owner may have to ask the log. */
const POSITION_TIMEOUT_MS = 2_500;

/** Takes commands to the owners on other nodes. Silence is `undefined`: the caller looks for the owner again. */
export function remotePartitions(connection: Connection): RemotePartition {
  return async (partition, command) => {
    const answer = await request(connection, partitionCommandSubject(partition), encode(command), {
      timeoutMs: COMMAND_TIMEOUT_MS,
    });
    return answer.kind === 'answered' ? decode<CommandAnswer>(answer.bytes) : undefined;
  };
}

/** Asks the owner of a partition, wherever it is, how far it has committed. One of an older release names no epoch. */
export async function remotePosition(
  connection: Connection,
  partition: PartitionId,
): Promise<RecordMark | undefined> {
  const answer = await request(connection, partitionQuerySubject(partition), new Uint8Array(), {
    timeoutMs: POSITION_TIMEOUT_MS,
  });
  if (answer.kind !== 'answered') return undefined;
  const { sequence, epoch = 0 } = decode<Partial<RecordMark>>(answer.bytes);
  return sequence === undefined ? undefined : { sequence, epoch };
}

/** What travels between nodes is JSON: commands and answers are plain data. */
export function encode(value: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

export function decode<T>(bytes: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}
