import {
  AckPolicy,
  DeliverPolicy,
  PersistMode,
  RetentionPolicy,
  StorageType,
  type ConsumerConfig,
  type StreamConfig,
  type StreamInfo,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/nats-core';

import type { Connection } from '../connection/connection.ts';
import { isConsumerMissing, isStreamMissing } from '../stream/stream-missing.ts';
import type { MirrorSpec } from './mirror-spec.ts';

/** In the copy's metadata: when its origin was made. Another time means that the origin is another stream by now. */
const ORIGIN_CREATED = 'edgestep-origin-created';
/** The server wants exactly this of a consumer that feeds a mirror. */
const HEARTBEAT_MS = 1_000;
const UNACKNOWLEDGED_MAX = 4_096;

/** The JetStream API level of nats-server 2.14: from there on a durable consumer can feed a mirror. */
const DURABLE_FEED_LEVEL = 4;

/** Origin and copy as they are. */
export interface MirrorPair {
  readonly origin: StreamInfo;
  readonly copy: StreamInfo;
}

/**
 * Makes the consumer and the copy unless they are there. Undefined when the origin does not exist. Rejects with what
 * JetStream answers, or that nobody does.
 *
 * A mirror that is fed by a durable consumer is back within seconds of the link; one that makes its own consumer waits
 * 30 s for an answer that will not come, and backs off up to two minutes (docs/adr/0030). Servers before 2.14 know
 * only the latter.
 */
export async function ensureMirror(
  connection: Connection,
  spec: MirrorSpec,
): Promise<MirrorPair | undefined> {
  // The copy first: both grow meanwhile, and a copy never has more than its origin when that is looked at later.
  const copy = await findStream(connection, spec.copy, undefined);
  const origin = await findStream(connection, spec.origin.stream, spec.origin.domain);
  if (origin === undefined) return undefined;
  if (copy !== undefined) return { origin, copy: await withReplicas(connection, spec, copy) };
  const isDurable = canFeedDurably(connection, origin);
  if (isDurable) await renewFeed(connection, spec);
  return { origin, copy: await addCopy(connection, spec, origin, isDurable) };
}

/** A hub that was given more servers keeps its copies on them too. One that is not synced has to be made anew for it. */
async function withReplicas(
  connection: Connection,
  { replicas }: MirrorSpec,
  copy: StreamInfo,
): Promise<StreamInfo> {
  if (copy.config.num_replicas >= replicas || copy.config.mirror === undefined) return copy;
  if (isUnsynced(copy)) return copy;
  const { streams } = await connection.jetStream();
  return streams.update(copy.config.name, { ...copy.config, num_replicas: replicas });
}

/** A copy that is made anew needs everything: a consumer that fed one before it would go on from where that one got. */
async function renewFeed(connection: Connection, spec: MirrorSpec): Promise<void> {
  const { consumers } = await connection.jetStream(spec.origin.domain);
  await consumers.delete(spec.origin.stream, spec.consumer).catch((error: unknown) => {
    if (!isConsumerMissing(error)) throw error;
  });
  await ensureFeed(connection, spec);
}

/** True when the servers of both sides know how. */
export function canFeedDurably(connection: Connection, origin: StreamInfo): boolean {
  const originLevel = Number(origin.config.metadata?.['_nats.level'] ?? 0);
  return Math.min(connection.nats.info?.api_lvl ?? 0, originLevel) >= DURABLE_FEED_LEVEL;
}

/** Makes the copy, fed by the consumer that was made for it, or by one of its own. */
export async function addCopy(
  connection: Connection,
  spec: MirrorSpec,
  origin: StreamInfo,
  isDurable: boolean,
): Promise<StreamInfo> {
  const { streams } = await connection.jetStream();
  return streams.add(copyConfig(spec, origin, isDurable));
}

/** Makes the consumer that feeds the copy, unless it is there. */
export async function ensureFeed(connection: Connection, spec: MirrorSpec): Promise<void> {
  const { consumers } = await connection.jetStream(spec.origin.domain);
  const config: Partial<ConsumerConfig> = {
    durable_name: spec.consumer,
    description: `Edgestep: feeds ${spec.copy}`,
    deliver_subject: spec.deliverSubject,
    deliver_policy: DeliverPolicy.All,
    ack_policy: AckPolicy.FlowControl,
    flow_control: true,
    idle_heartbeat: nanos(HEARTBEAT_MS),
    max_ack_pending: UNACKNOWLEDGED_MAX,
  };
  await consumers.add(spec.origin.stream, config);
}

/** True when the origin was made anew since the copy was, or has lost what the copy still has. */
export function isOtherOrigin({ origin, copy }: MirrorPair): boolean {
  return (
    copy.config.metadata?.[ORIGIN_CREATED] !== origin.created || origin.state.last_seq < copy.state.last_seq
  );
}

/** What is wrong with a copy that is put right by making it anew, as people are told; undefined when nothing is. */
export function flawOf(spec: MirrorSpec, pair: MirrorPair): string | undefined {
  if (lacksBeginning(pair)) return 'lacks the beginning of its origin';
  if (lacksMiddle(spec, pair)) return 'lacks records that its origin has';
  const isToBeReplicated = isUnsynced(pair.copy) && spec.replicas > 1;
  return isToBeReplicated ? `is to be kept by ${spec.replicas} servers` : undefined;
}

/** No stream that is not synced has replicas, and none is synced later on (nats-server, stream.go). */
function isUnsynced({ config }: StreamInfo): boolean {
  return config.persist_mode === PersistMode.Async;
}

/** True when the copy misses records at its beginning that the origin has. */
export function lacksBeginning({ origin, copy }: MirrorPair): boolean {
  return copy.state.messages > 0 && copy.state.first_seq > Math.max(1, origin.state.first_seq);
}

/**
 * True when the copy of a chained log misses records between others, and the origin has them all: the consumer that
 * feeds it goes on behind what it takes for delivered when another of the zone's servers takes it over.
 */
function lacksMiddle({ isChained }: MirrorSpec, { origin, copy }: MirrorPair): boolean {
  return isChained === true && hasHoles(copy) && !hasHoles(origin);
}

function hasHoles({ state }: StreamInfo): boolean {
  return (state.num_deleted ?? 0) > 0;
}

/** True when deleting the copy loses nothing: the origin has all of it. */
export function isReplaceable({ origin, copy }: MirrorPair): boolean {
  if (copy.state.messages === 0) return true;
  return (
    copy.config.metadata?.[ORIGIN_CREATED] === origin.created &&
    origin.state.first_seq <= copy.state.first_seq &&
    origin.state.last_seq >= copy.state.last_seq
  );
}

/** True when the origin of a chained copy is another stream, and has everything that the copy has. */
export async function isContained(
  connection: Connection,
  spec: MirrorSpec,
  { origin, copy }: MirrorPair,
): Promise<boolean> {
  const last = copy.state.last_seq;
  if (spec.isChained !== true || origin.state.last_seq < last) return false;
  const message = async (stream: string, domain?: string) => {
    const { streams } = await connection.jetStream(domain);
    return streams.getMessage(stream, { seq: last });
  };
  const ours = await message(spec.copy);
  const theirs = await message(spec.origin.stream, spec.origin.domain);
  return ours !== null && theirs !== null && Buffer.compare(ours.data, theirs.data) === 0;
}

async function findStream(
  connection: Connection,
  stream: string,
  domain: string | undefined,
): Promise<StreamInfo | undefined> {
  const { streams } = await connection.jetStream(domain);
  try {
    return await streams.info(stream);
  } catch (error) {
    if (isStreamMissing(error)) return undefined;
    throw error;
  }
}

/** Keys and values stay readable through the copy, as KV needs it; retention follows the origin, which deletes for both. */
function copyConfig(
  spec: MirrorSpec,
  origin: StreamInfo,
  isDurable: boolean,
): Partial<StreamConfig> & { name: string } {
  const consumer = { name: spec.consumer, deliver_subject: spec.deliverSubject };
  return {
    name: spec.copy,
    description: spec.description,
    mirror: {
      name: spec.origin.stream,
      domain: spec.origin.domain,
      ...(isDurable ? { consumer } : {}),
    },
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    num_replicas: spec.replicas,
    ...(spec.isUnsynced === true && spec.replicas === 1 ? { persist_mode: PersistMode.Async } : {}),
    max_msgs_per_subject: origin.config.max_msgs_per_subject,
    allow_direct: true,
    metadata: { [ORIGIN_CREATED]: origin.created },
  };
}
