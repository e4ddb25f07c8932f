import { join } from 'node:path';

import { connect, hubServerConfig, type Connection, type Durability } from '@edgestep/jetstream';
import { startNatsServer, type NatsTestServer } from '@edgestep/testkit';

/** A real nats-server of its own with a durability, on a file store, and a connection to it. */
export interface ZoneServer extends AsyncDisposable {
  readonly url: string;
  readonly connection: Connection;
}

/** Starts a server. Its store is removed when it is disposed of. */
export async function startZoneServer(durability: Durability): Promise<ZoneServer> {
  const server = await startNatsServer((place) =>
    hubServerConfig({ ...place, storeDir: join(place.dir, 'data'), durability }),
  );
  const connection = await connectOrEnd(server);
  return {
    url: server.url,
    connection,
    async [Symbol.asyncDispose]() {
      await connection[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

async function connectOrEnd(server: NatsTestServer): Promise<Connection> {
  try {
    return await connect({ servers: [server.url], name: 'bench' });
  } catch (error) {
    await server[Symbol.asyncDispose]();
    throw error;
  }
}
