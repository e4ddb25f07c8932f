import type { StreamConfig } from '@nats-io/jetstream';

import { EdgestepError, partitionLogSubjects, partitionStream, type PartitionId } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { partitionStreamConfig } from '../log/partition-stream.ts';
import { pause } from '../retry/backoff.ts';
import { findStreamInfo, repairStream, repairSubject } from './held-log.ts';
import { readRecords } from './read-records.ts';
import { writeRecords, type RawRecord } from './write-records.ts';

export interface RebuildOptions {
  readonly connection: Connection;
  readonly partition: PartitionId;
  readonly replicas: number;
  readonly signal: AbortSignal;
  /** Hears how far it is. */
  readonly onProgress: (what: 'written' | 'moved', sequence: number) => void;
}

const IN_FLIGHT_MAX = 64;
const POLL_MS = 50;

/** Writes records to a stream of their own, beside the log that they are to replace. */
export async function writeAside(options: RebuildOptions, records: AsyncIterable<RawRecord>): Promise<void> {
  const { connection, partition, replicas, onProgress } = options;
  const { streams } = await connection.jetStream();
  const stream = repairStream(partition);
  await deleteIfThere(connection, stream);
  await streams.add({
    ...partitionStreamConfig(partition, stream, replicas),
    description: `Edgestep: what is left of the log of partition ${partition}, put together`,
    subjects: [repairSubject(partition, '*')],
  });
  await writeRecords(renamed(records, partition), {
    connection,
    stream,
    inFlightMax: replicas > 1 ? 1 : IN_FLIGHT_MAX,
    onWritten: (sequence) => onProgress('written', sequence),
  });
}

async function* renamed(
  records: AsyncIterable<RawRecord>,
  partition: PartitionId,
): AsyncGenerator<RawRecord, void, undefined> {
  for await (const record of records) {
    const epoch = record.subject.split('.').at(-1) ?? '';
    yield { sequence: record.sequence, subject: repairSubject(partition, epoch), data: record.data };
  }
}

/**
 * Puts what was written aside into the place of the log: the server copies it, with the same sequences, into a stream
 * that takes no appends before it is whole. May be interrupted anywhere and called again. The metadata of the stream
 * beside become those of the log. Faults: `log-damaged`, `timeout`.
 */
export async function replaceLog(options: RebuildOptions): Promise<void> {
  const { connection, partition, replicas } = options;
  const stream = partitionStream(partition);
  const aside = await findStreamInfo(connection, repairStream(partition));
  if (aside === undefined) throw new EdgestepError('internal', `${repairStream(partition)} is not there`);
  const { streams } = await connection.jetStream();
  const last = aside.state.last_seq;
  await exhaust(readRecords(connection, { stream: aside.config.name, from: 1, to: last }));
  const there = await findStreamInfo(connection, stream);
  if (there?.config.mirror === undefined) {
    if (there !== undefined) await streams.delete(stream);
    const { subjects: _, ...config } = partitionStreamConfig(partition, stream, replicas);
    await streams.add({ ...config, mirror: mirrorOf(partition) });
  }
  await untilCopied(options, stream, last);
  const metadata = acceptedMetadata(aside.config);
  await promote(connection, { ...partitionStreamConfig(partition, stream, replicas), metadata });
  await exhaust(readRecords(connection, { stream, from: 1, to: last }));
  await streams.delete(repairStream(partition));
}

function mirrorOf(partition: PartitionId): NonNullable<StreamConfig['mirror']> {
  const dest = partitionLogSubjects(partition).replace('*', '{{wildcard(1)}}');
  return {
    name: repairStream(partition),
    subject_transforms: [{ src: repairSubject(partition, '*'), dest }],
  };
}

/** The server adds names of its own, which it does not take back. */
function acceptedMetadata({ metadata = {} }: StreamConfig): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).filter(([name]) => !name.startsWith('_nats.')));
}

async function untilCopied(options: RebuildOptions, stream: string, last: number): Promise<void> {
  const { connection, signal, onProgress } = options;
  for (;;) {
    const copied = (await findStreamInfo(connection, stream))?.state.last_seq ?? 0;
    onProgress('moved', copied);
    if (copied >= last) return;
    await pause(POLL_MS, signal);
    signal.throwIfAborted();
  }
}

/** Makes a mirror a stream of its own: nats.js can't drop a mirror, the API can. */
async function promote(connection: Connection, config: Partial<StreamConfig>): Promise<void> {
  const answer = await connection.nats.request(
    `$JS.API.STREAM.UPDATE.${config.name}`,
    JSON.stringify(config),
  );
  const { error } = answer.json<{ readonly error?: { readonly description: string } }>();
  if (error !== undefined) throw new EdgestepError('internal', `${config.name}: ${error.description}`);
}

async function exhaust(records: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of records);
}

async function deleteIfThere(connection: Connection, stream: string): Promise<void> {
  if ((await findStreamInfo(connection, stream)) === undefined) return;
  const { streams } = await connection.jetStream();
  await streams.delete(stream);
}
