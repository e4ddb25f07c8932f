import { EdgestepError } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { readServerFacts, type FactsSource } from './read-server-facts.ts';

/** For how long the server of a connection has been running, in milliseconds; undefined when nobody says. */
export async function serverAgeMs(connection: Connection, source: FactsSource): Promise<number | undefined> {
  try {
    const connected = connection.nats.info?.server_id;
    return (await readServerFacts(source)).find(({ serverId }) => serverId === connected)?.ageMs;
  } catch (error) {
    if (error instanceof EdgestepError) return undefined;
    throw error;
  }
}
