import { RetentionPolicy, StorageType, type StreamConfig } from '@nats-io/jetstream';

import type { Connection } from '../connection/connection.ts';
import { isTransient } from '../retry/transient.ts';
import type { Durability } from '../server-config/durability.ts';

/** What a node or a control plane was told to give. */
export interface AskedOfStreams {
  readonly durability: Durability;
  readonly replicas: number;
}

/**
 * What streams lack of what was asked, in words; undefined when they lack nothing. Whoever may edit streams can
 * make a durable server keep a log in memory, in one copy, or only for a day. A server that does not answer just now
 * is not judged.
 */
export async function findStreamShortfall(
  connection: Connection,
  asked: AskedOfStreams,
  isWatched: (stream: string) => boolean,
): Promise<string | undefined> {
  const { streams } = await connection.jetStream();
  try {
    for await (const { config } of streams.list()) {
      const lack = isWatched(config.name) ? streamShortfall(config, asked) : undefined;
      if (lack !== undefined) return `the stream ${config.name} ${lack}`;
    }
  } catch (error) {
    if (!isTransient(error)) throw error;
  }
  return undefined;
}

/** What one stream lacks. */
export function streamShortfall(
  config: StreamConfig & { readonly persist_mode?: string },
  { durability, replicas }: AskedOfStreams,
): string | undefined {
  if (isBeingRepaired(config)) return undefined;
  if (config.storage !== StorageType.File) return 'keeps its records in memory';
  if (config.num_replicas < replicas)
    return `is kept by ${config.num_replicas} servers; ${replicas} were asked for`;
  if (durability === 'fsync' && config.persist_mode === 'async') {
    return 'is written in the background (persist_mode: async)';
  }
  if (config.retention !== RetentionPolicy.Limits || isLimited(config)) return 'drops records by itself';
  return undefined;
}

/** It belongs to nobody meanwhile. */
function isBeingRepaired({ mirror }: StreamConfig): boolean {
  return mirror?.name?.endsWith('_REPAIR') === true;
}

function isLimited({ max_age: maxAge, max_bytes: maxBytes, max_msgs: maxMessages }: StreamConfig): boolean {
  return maxAge > 0 || maxBytes > 0 || maxMessages > 0;
}
