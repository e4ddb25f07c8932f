import type { StreamConfig } from '@nats-io/jetstream';
import { headers, type MsgHdrs } from '@nats-io/nats-core';

import { EdgestepError } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { bucketStream } from '../kv/ensure-bucket.ts';
import { encodeRecord, LEASES_BUCKET } from '../lease/lease-records.ts';
import { parseRestored, restoredMetadata } from '../repair/accepted-loss.ts';
import { findStreamInfo, RESTORING } from '../repair/held-log.ts';
import { writeRecords } from '../repair/write-records.ts';
import { parsePublishAnswer } from '../stream/publish-answer.ts';
import type { BackupMessage, BackupStream, BackupSummary } from './backup-format.ts';
import { makeRoom } from './make-room.ts';
import { partitionOfStream } from './partition-of-stream.ts';
import { readBackup, type BackupEntry } from './read-backup.ts';
import { surveyBackup, type BackupSurvey } from './survey-backup.ts';

export interface RestoreOptions {
  /** A connection to the zone's servers. */
  readonly connection: Connection;
  readonly zone: string;
  /** The uncompressed bytes of the backup, from their beginning; called twice. */
  readonly open: () => AsyncIterable<Uint8Array>;
  /** How many servers are to keep each stream; as many as before when absent. */
  readonly replicas?: number;
  readonly onProgress: (what: 'verified' | 'restored', messages: number) => void;
}

const IN_FLIGHT_MAX = 64;
const ANSWER_TIMEOUT_MS = 10_000;

/**
 * Restores a zone that is empty: reads all of the backup and proves it before anything is written, then writes it.
 * Until the last stream is whole no node opens any log. May be called again when it was interrupted. Nodes that start
 * then own the partitions under later epochs than there ever were, and take what the hub has beyond the backup.
 * Faults: `log-damaged` for a backup that is; `config-invalid` for a zone that is not empty, or another one.
 */
export async function restoreZone(options: RestoreOptions): Promise<BackupSummary> {
  const { connection, zone, open, onProgress } = options;
  const survey = await surveyBackup(open(), (messages) => onProgress('verified', messages));
  const { summary } = survey;
  if (summary.zone !== zone) {
    const message = `the backup is one of the zone '${summary.zone}', not of '${zone}': ARNs and names in it are that zone's`;
    throw new EdgestepError('config-invalid', message);
  }
  // Later than any epoch that an owner since the backup may have had: those grow by one with each change of hands.
  const epoch = Math.max(survey.epochMax + 1, Math.floor(Date.now() / 1_000));
  const names = summary.streams.map(({ name }) => name);
  if (!(await isAllWritten(connection, names, summary.id))) {
    await makeRoom(connection, names);
    await writeAll(options, summary.id);
    await writeLeases(connection, survey, epoch);
  }
  await release(connection, survey, epoch - 1);
  return summary;
}

/** True when a restore of the same backup was interrupted while it handed the streams over, which it does at the end. */
async function isAllWritten(connection: Connection, names: readonly string[], id: string): Promise<boolean> {
  const found = await Promise.all(names.map((name) => findStreamInfo(connection, name)));
  const all = found.map((info) => info?.config.metadata);
  return (
    all.some((metadata) => metadata?.[RESTORING] === id) &&
    all.some((metadata) => parseRestored(metadata) !== undefined)
  );
}

async function writeAll(options: RestoreOptions, id: string): Promise<void> {
  const entries = new Entries(readBackup(options.open()));
  let count = 0;
  const onWritten = () => options.onProgress('restored', (count += 1));
  for (let entry = await entries.next(); entry !== undefined; entry = await entries.next()) {
    if (entry.kind !== 'stream') continue;
    const config = restoredConfig(entry.stream, id, options.replicas);
    const { streams } = await options.connection.jetStream();
    await streams.add(config);
    const { connection } = options;
    switch (entry.stream.role) {
      case 'log':
        await writeRecords(records(entries), {
          connection,
          stream: config.name,
          inFlightMax: config.num_replicas > 1 ? 1 : IN_FLIGHT_MAX,
          onWritten,
        });
        break;
      case 'leases':
        for await (const _ of entries.messages()) onWritten();
        break;
      case 'messages':
        await writeMessages(connection, config.name, entries, onWritten);
    }
  }
}

/** A copy of the definitions becomes a stream of its own: the nodes replace it by a copy when the hub is there. */
function restoredConfig(
  { config }: BackupStream,
  id: string,
  replicas: number | undefined,
): Partial<StreamConfig> & { readonly name: string; readonly num_replicas: number } {
  const { mirror, sources: _s, placement: _p, first_seq: _f, metadata, ...rest } = config;
  const bucket = /^KV_(.*)$/.exec(config.name)?.[1];
  const kept = Object.entries(metadata ?? {}).filter(([name]) => !/^(_nats\.|edgestep-origin)/.test(name));
  return {
    ...rest,
    ...(mirror === undefined ? {} : { subjects: [`$KV.${bucket}.>`], mirror_direct: false }),
    num_replicas: replicas ?? config.num_replicas,
    metadata: { ...Object.fromEntries(kept), [RESTORING]: id },
  };
}

async function* records(entries: Entries) {
  for await (const { message, data } of entries.messages()) {
    yield { sequence: message.sequence, subject: message.subject, data };
  }
}

async function writeMessages(
  connection: Connection,
  stream: string,
  entries: Entries,
  onWritten: () => void,
): Promise<void> {
  const onTheirWay: Promise<void>[] = [];
  for await (const { message, data } of entries.messages()) {
    const written = publish(connection, stream, message, data).then(onWritten);
    // Whoever waits for an earlier one hears of this failure later, and not of an unhandled rejection.
    written.catch(() => undefined);
    onTheirWay.push(written);
    if (onTheirWay.length >= IN_FLIGHT_MAX) await onTheirWay.shift();
  }
  await Promise.all(onTheirWay);
}

async function publish(
  connection: Connection,
  stream: string,
  message: BackupMessage,
  data: Uint8Array,
): Promise<void> {
  const options = { timeout: ANSWER_TIMEOUT_MS, headers: headersOf(message) };
  const answer = parsePublishAnswer(await connection.nats.request(message.subject, data, options));
  if (answer.kind === 'stored' && answer.stream === stream) return;
  const why = answer.kind === 'stored' ? `it came to lie in ${answer.stream}` : answer.message;
  throw new EdgestepError('log-append-refused', `a message of ${stream} could not be restored: ${why}`);
}

function headersOf({ headers: kept = [] }: BackupMessage): MsgHdrs {
  const header = headers();
  for (const [name, values] of kept) for (const value of values) header.append(name, value);
  return header;
}

async function writeLeases(
  connection: Connection,
  { summary, logs }: BackupSurvey,
  epoch: number,
): Promise<void> {
  const record = encodeRecord({ nodeId: '', instance: '', epoch });
  const stream = bucketStream(LEASES_BUCKET);
  if (!summary.streams.some(({ name }) => name === stream)) return;
  for (const partition of logs.keys()) {
    const subject = `$KV.${LEASES_BUCKET}.p${partition}`;
    await publish(connection, stream, { kind: 'message', sequence: 0, subject }, record);
  }
}

/** Lets the nodes have the streams. What they have seen of a log beyond its end is forgiven: it was before the backup was restored. */
async function release(
  connection: Connection,
  { summary, logs }: BackupSurvey,
  epochBefore: number,
): Promise<void> {
  const { streams } = await connection.jetStream();
  // The logs come last: with them nodes begin.
  const names = summary.streams.map(({ name }) => name);
  const isLog = (name: string) => partitionOfStream(name) !== undefined;
  for (const name of names.toSorted((one, other) => Number(isLog(one)) - Number(isLog(other)))) {
    const { config } = await streams.info(name);
    const { [RESTORING]: _, ...metadata } = config.metadata ?? {};
    const last = logs.get(partitionOfStream(name) ?? -1);
    const mark = last === undefined ? {} : restoredMetadata({ sequence: last.sequence, epoch: epochBefore });
    await streams.update(name, { ...config, metadata: { ...metadata, ...mark } });
  }
}

/** Hands out the entries of a backup, and the messages of one stream apart. */
class Entries {
  readonly #source: AsyncGenerator<BackupEntry, unknown, undefined>;
  #peeked: BackupEntry | undefined;

  constructor(source: AsyncGenerator<BackupEntry, unknown, undefined>) {
    this.#source = source;
  }

  async next(): Promise<BackupEntry | undefined> {
    const peeked = this.#peeked;
    this.#peeked = undefined;
    if (peeked !== undefined) return peeked;
    const next = await this.#source.next();
    return next.done === true ? undefined : next.value;
  }

  /** The messages up to the next stream. */
  async *messages(): AsyncGenerator<Extract<BackupEntry, { kind: 'message' }>, void, undefined> {
    for (let entry = await this.next(); entry !== undefined; entry = await this.next()) {
      if (entry.kind !== 'message') {
        this.#peeked = entry;
        return;
      }
      yield entry;
    }
  }
}
