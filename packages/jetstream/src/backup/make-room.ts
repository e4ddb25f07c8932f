import { setTimeout as delay } from 'node:timers/promises';

import { EdgestepError } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { openEnvelope } from '../log/record-envelope.ts';
import { bucketStream } from '../kv/ensure-bucket.ts';
import { NODES_BUCKET } from '../lease/lease-records.ts';
import { findStreamInfo, RESTORING } from '../repair/held-log.ts';
import { partitionOfStream } from './partition-of-stream.ts';
import { readMessages } from '../stream/read-messages.ts';

/** A node that lives beats several times meanwhile. */
const LISTEN_MS = 1_500;

/**
 * Removes what stands in the way of a restore, if it is nothing: streams that a node has made in an empty zone, and
 * what an interrupted restore has left. Fault: `config-invalid` when the zone is at work, or holds something.
 */
export async function makeRoom(connection: Connection, names: readonly string[]): Promise<void> {
  await requireNoNodes(connection);
  const inTheWay: string[] = [];
  for (const name of names) {
    const info = await findStreamInfo(connection, name);
    if (info === undefined) continue;
    const { metadata } = info.config;
    const isLeftOver = metadata?.[RESTORING] !== undefined;
    if (!isLeftOver) await requireNothingIn(connection, name, info.state.messages, info.state.last_seq);
    inTheWay.push(name);
  }
  const { streams } = await connection.jetStream();
  for (const name of inTheWay) await streams.delete(name);
}

async function requireNoNodes(connection: Connection): Promise<void> {
  const beats = async () =>
    (await findStreamInfo(connection, bucketStream(NODES_BUCKET)))?.state.last_seq ?? 0;
  const before = await beats();
  await delay(LISTEN_MS);
  if ((await beats()) === before) return;
  throw new EdgestepError(
    'config-invalid',
    'nodes of the zone are at work: end all of them before a backup is restored, and start them afterwards',
  );
}

async function requireNothingIn(
  connection: Connection,
  name: string,
  messages: number,
  last: number,
): Promise<void> {
  if (messages === 0 || isRemade(name)) return;
  if (partitionOfStream(name) === undefined) throw notEmpty(name, messages);
  for await (const { data } of readMessages(connection, { stream: name, last })) {
    const opened = openEnvelope(data);
    if (opened.kind === 'damaged' || opened.envelope.kind === 'entries') throw notEmpty(name, messages);
  }
}

/** What nodes make by themselves, and what means nothing without the logs. */
function isRemade(name: string): boolean {
  return /^(KV_edgestep_.*|KV_definitions|EDGESTEP_SNAPSHOTS|EDGESTEP_LOGS)$/.test(name);
}

function notEmpty(name: string, messages: number): EdgestepError {
  return new EdgestepError(
    'config-invalid',
    `the zone is not empty: ${name} holds ${messages} messages. Restore into servers with an empty store; to mend a zone that is damaged, use edgestep repair`,
  );
}
