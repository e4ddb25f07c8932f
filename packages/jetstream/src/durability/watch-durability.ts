import type { Connection } from '../connection/connection.ts';
import { pause } from '../retry/backoff.ts';
import type { Durability } from '../server-config/durability.ts';
import { checkServerDurability } from './check-server.ts';
import { findStreamShortfall } from './stream-shortfall.ts';

/** A server that has just started may not tell yet how durable it is, and a reload may mend one that is too weak. */
const RECHECK_MS = 2_000;
/** A server may come back with other settings, a stream may be edited, and nobody tells. */
const CALM_RECHECK_MS = 15_000;

/** What is known of how durable the servers and their streams are. */
export interface DurabilityWatch extends Disposable {
  /** What they lack of what was asked; `undefined` when it lacks nothing. */
  readonly shortfall: () => string | undefined;
}

export interface WatchDurabilityOptions {
  readonly connection: Connection;
  readonly durability: Durability;
  readonly replicas: number;
  /** Where the monitoring of each of the servers answers. */
  readonly natsMonitorUrl: readonly string[];
  /** The streams that must be as durable as the servers. */
  readonly isWatched: (stream: string) => boolean;
  /** Hears, at each check, what is missing. */
  readonly onShortfall: (shortfall: string) => void;
  /** How long after a check that found nothing the next one is made. */
  readonly calmRecheckMs?: number;
}

/**
 * Checks how durable servers are: now, which may throw `server-too-weak`, and whenever the connection is back, for it
 * may be another server then; until all are good enough, again and again; and from time to time, with the streams: all
 * is as durable as the weakest server and the weakest stream.
 */
export async function watchDurability(options: WatchDurabilityOptions): Promise<DurabilityWatch> {
  const { connection, onShortfall, calmRecheckMs = CALM_RECHECK_MS } = options;
  const abort = new AbortController();
  let shortfall: string | undefined;
  let wanted = 0;
  const check = () =>
    checkServerDurability(connection, options.durability, { kind: 'monitor', urls: options.natsMonitorUrl });

  async function recheck(isOtherServer: boolean): Promise<void> {
    wanted += 1;
    const mine = wanted;
    let suspected: string | undefined;
    let isSure = isOtherServer;
    // A later return of the connection has its own check: this one would be about another server.
    while (mine === wanted && !abort.signal.aborted) {
      const found = await check()
        .then(() => findStreamShortfall(connection, options, options.isWatched))
        .catch(messageOf);
      if (mine !== wanted) return;
      // A server that was good enough may only be busy: it is asked a second time.
      isSure ||= shortfall !== undefined || found === suspected;
      suspected = found;
      if (isSure || found === undefined) shortfall = found;
      if (shortfall !== undefined) onShortfall(shortfall);
      isSure = false;
      await pause(found === undefined ? calmRecheckMs : RECHECK_MS, abort.signal);
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
