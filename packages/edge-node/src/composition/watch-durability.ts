import { setTimeout as delay } from 'node:timers/promises';

import { checkServerDurability, type Connection } from '@edgestep/jetstream';
import type { Logger } from '@edgestep/runtime';

import type { NodeConfig } from '../config/node-config.ts';

/** A server that has just started may not tell yet how durable it is, and a reload may mend one that is too weak. */
const RECHECK_MS = 2_000;
/** A server that this node is not connected to may come back with other settings, and nobody tells. */
const CLUSTER_RECHECK_MS = 15_000;

/** What is known of how durable the zone's server is. */
export interface DurabilityWatch extends Disposable {
  /** What the server lacks of what was asked; `undefined` when it lacks nothing. */
  readonly shortfall: () => string | undefined;
}

/**
 * Checks how durable the zone's servers are: now, which may throw `server-too-weak`, and whenever the connection is
 * back, for it may be another server then; until all are good enough, again and again. Where there are several, also
 * from time to time: the zone is as durable as its weakest one.
 */
export async function watchDurability(
  connection: Connection,
  config: NodeConfig,
  log: Logger,
): Promise<DurabilityWatch> {
  const abort = new AbortController();
  let shortfall: string | undefined;
  let wanted = 0;
  const check = () =>
    checkServerDurability(connection, config.durability, { kind: 'monitor', urls: config.natsMonitorUrl });

  async function recheck(): Promise<void> {
    wanted += 1;
    const mine = wanted;
    // A later return of the connection has its own check: this one would be about another server.
    while (mine === wanted && !abort.signal.aborted) {
      const found = await check().then(() => undefined, messageOf);
      if (mine !== wanted) return;
      if (found !== undefined) log.error({ shortfall: found }, 'the zone is less durable than asked');
      shortfall = found;
      const isOne = config.natsMonitorUrl.length === 1;
      if (found === undefined && isOne) return;
      const waitMs = found === undefined ? CLUSTER_RECHECK_MS : RECHECK_MS;
      await delay(waitMs, undefined, { signal: abort.signal }).catch(() => {});
    }
  }

  await check();
  if (config.natsMonitorUrl.length > 1) void recheck();
  const stopListening = connection.onBack(() => void recheck());
  return {
    shortfall: () => shortfall,
    [Symbol.dispose]() {
      stopListening();
      abort.abort();
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
