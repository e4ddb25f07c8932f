import { readVarz } from './read-varz.ts';

/** How full the store of a server is. */
export interface StoreUsage {
  readonly serverName: string;
  readonly usedBytes: number;
  /** What JetStream may use on its disk (`max_file_store`). */
  readonly maxBytes: number;
}

/** Asks the monitoring endpoints of a zone's servers; those that don't answer, or have no bound, are left out. */
export async function readStoreUsage(monitorUrls: readonly string[]): Promise<readonly StoreUsage[]> {
  const asked = await Promise.all(monitorUrls.map(ask));
  return asked.filter((usage) => usage !== undefined);
}

async function ask(url: string): Promise<StoreUsage | undefined> {
  try {
    return parseStoreUsage(await readVarz(url));
  } catch {
    // It is down, or busy: whoever watches the durability says so.
    return undefined;
  }
}

/** Reads nats-server's `varz`; undefined when it tells of no store that is bounded. */
function parseStoreUsage(varz: unknown): StoreUsage | undefined {
  const { server_name: serverName, jetstream } = members(varz);
  const { config, stats } = members(jetstream);
  const { max_storage: maxBytes } = members(config);
  const { storage: usedBytes } = members(stats);
  if (typeof maxBytes !== 'number' || typeof usedBytes !== 'number' || maxBytes <= 0) return undefined;
  return { serverName: String(serverName), usedBytes, maxBytes };
}

function members(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
