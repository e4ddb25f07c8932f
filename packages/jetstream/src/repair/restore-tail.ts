import type { PartitionId } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { ensurePartitionStream } from '../log/partition-stream.ts';
import type { LogVerdict } from './inspect-log.ts';
import { readRecords } from './read-records.ts';
import { writeRecords } from './write-records.ts';

export interface RestoreTailOptions {
  readonly connection: Connection;
  readonly partition: PartitionId;
  readonly stream: string;
  readonly replicas: number;
  readonly signal: AbortSignal;
}

const IN_FLIGHT_MAX = 64;

/**
 * Appends to a log what it lost and a copy still has: the same records at the same sequences. Safe whoever else does it,
 * or goes on after a pause: each record names its predecessor's hash and is stored only behind it (E2), and nobody
 * writes anything of his own before the last one is there. Answers how many were restored.
 */
export async function restoreTail(
  options: RestoreTailOptions,
  { tail, copy }: Extract<LogVerdict, { readonly kind: 'behind' }>,
): Promise<number> {
  const { connection, partition, stream, replicas, signal } = options;
  await ensurePartitionStream(connection, partition, stream, replicas, signal);
  const { streams } = await connection.jetStream();
  const last = tail.sequence === 0 ? null : await streams.getMessage(stream, { seq: tail.sequence });
  const missing = readRecords(connection, {
    stream: copy.stream,
    domain: copy.domain,
    from: tail.sequence + 1,
    to: copy.tail.sequence,
  });
  return writeRecords(missing, {
    connection,
    stream,
    inFlightMax: replicas > 1 ? 1 : IN_FLIGHT_MAX,
    ...(last === null ? {} : { lastSubject: last.subject }),
  });
}
