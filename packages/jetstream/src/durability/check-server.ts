import { EdgestepError } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import type { Durability } from '../server-config/durability.ts';
import { durabilityShortfall } from './durability-shortfall.ts';
import { readServerFacts, type FactsSource } from './read-server-facts.ts';

/**
 * Refuses a server that gives less than what was asked (demand 1: JetStream syncs every two minutes by default and
 * loses acknowledged writes with the power). To be called before a node says that it is ready, and again whenever
 * the connection comes back: it may be another server. Of several servers those that are down are not judged, so ask
 * again from time to time. Fault: `server-too-weak`, with what to do.
 */
export async function checkServerDurability(
  connection: Connection,
  asked: Durability,
  source: FactsSource,
): Promise<void> {
  const servers = await readServerFacts(source);
  const connectedTo = connection.nats.info?.server_id;
  if (!servers.some((server) => server.serverId === connectedTo)) {
    const named = servers.map((server) => server.serverName).join(', ') || 'none';
    throw new EdgestepError(
      'server-too-weak',
      `durability "${asked}" cannot be checked: the node is connected to ${connection.nats.info?.server_name}, but was answered by ${named}`,
    );
  }
  const shortfall = durabilityShortfall(asked, servers);
  if (shortfall !== undefined) throw new EdgestepError('server-too-weak', shortfall);
}
