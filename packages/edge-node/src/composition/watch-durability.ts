import { setTimeout as delay } from 'node:timers/promises';

import { checkServerDurability, findStreamShortfall, type Connection } from '@edgestep/jetstream';
import type { Logger } from '@edgestep/runtime';

import type { NodeConfig } from '../config/node-config.ts';

/** A server that has just started may not tell yet how durable it is, and a reload may mend one that is too weak. */
const RECHECK_MS = 2_000;
/** A server may come back with other settings, a stream may be edited, and nobody tells. */
const CALM_RECHECK_MS = 15_000;

/** What is known of how durable the zone's server is. */
export interface DurabilityWatch extends Disposable {
  /** What the server lacks of what was asked; `undefined` when it lacks nothing. */
  readonly shortfall: () => string | undefined;
}

/**
 * Checks how durable the zone's servers are: now, which may throw `server-too-weak`, and whenever the connection is
 * back, for it may be another server then; until all are good enough, again and again; and from time to time, with
 * the streams of the partitions: the zone is as durable as its weakest server and its weakest stream.
 */
export async function watchDurability(
  connection: Connection,
  config: Pick<NodeConfig, 'durability' | 'replicas' | 'natsMonitorUrl'>,
  log: Logger,
  calmRecheckMs = CALM_RECHECK_MS,
): Promise<DurabilityWatch> {
  const abort = new AbortController();
  let shortfall: string | undefined;
  let wanted = 0;
  const check = () =>
    checkServerDurability(connection, config.durability, { kind: 'monitor', urls: config.natsMonitorUrl });

  async function recheck(isOtherServer: boolean): Promise<void> {
    wanted += 1;
    const mine = wanted;
    let suspected: string | undefined;
    let isSure = isOtherServer;
    // A later return of the connection has its own check: this one would be about another server.
    while (mine === wanted && !abort.signal.aborted) {
      const found = await check()
        .then(() => findStreamShortfall(connection, config))
        .catch(messageOf);
      if (mine !== wanted) return;
      // A server that was good enough may only be busy: it is asked a second time.
      isSure ||= shortfall !== undefined || found === suspected;
      suspected = found;
      if (isSure || found === undefined) shortfall = found;
      if (shortfall !== undefined) log.error({ shortfall }, 'the zone is less durable than asked');
      isSure = false;
      const waitMs = found === undefined ? calmRecheckMs : RECHECK_MS;
      await delay(waitMs, undefined, { signal: abort.signal }).catch(() => {});
    }
  }

  await check();
  void recheck(false);
  const stopListening = connection.onBack(() => void recheck(true));
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
