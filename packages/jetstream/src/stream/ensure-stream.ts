import { JetStreamApiError, type StreamConfig, type StreamInfo } from '@nats-io/jetstream';

import type { Connection } from '../connection/connection.ts';
import { retried } from '../retry/retried.ts';
import { isStreamMissing } from './stream-missing.ts';

export type NamedStreamConfig = Partial<StreamConfig> & { readonly name: string };

/** `stream name already in use with a different configuration` */
const STREAM_NAME_IN_USE = 10058;

/**
 * Makes a stream unless it is there. One that is there is brought up to the number of replicas that is asked for, and
 * otherwise left as it is. Several processes may do so at once.
 */
export async function ensureStream(
  connection: Connection,
  config: NamedStreamConfig,
  signal: AbortSignal,
  domain?: string,
): Promise<StreamInfo> {
  const { streams } = await connection.jetStream(domain);
  const find = async (): Promise<StreamInfo | undefined> => {
    try {
      return await streams.info(config.name);
    } catch (error) {
      if (isStreamMissing(error)) return undefined;
      throw error;
    }
  };
  return retried(connection, signal, async () => {
    const found = (await find()) ?? (await add());
    if (config.num_replicas === undefined || found.config.num_replicas === config.num_replicas) return found;
    return streams.update(config.name, { ...found.config, num_replicas: config.num_replicas });
  });

  async function add(): Promise<StreamInfo> {
    try {
      return await streams.add(config);
    } catch (error) {
      const found = isNameInUse(error) ? await find() : undefined;
      if (found === undefined) throw error;
      return found;
    }
  }
}

function isNameInUse(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === STREAM_NAME_IN_USE;
}
