import { freePorts } from '@edgestep/cli';

import { startNatsServer, type NatsTestServer } from './nats-test-server.ts';

/** Three servers that share one JetStream, so that streams may have three replicas. */
export interface NatsCluster extends AsyncDisposable {
  readonly urls: readonly string[];
  /** By the name that JetStream uses: `s0`, `s1`, `s2`. Throws for any other. */
  server(name: string): NatsTestServer;
}

/** Starts a cluster of three. JetStream elects its leader a few seconds later; calls are refused until then. */
export async function startNatsCluster(): Promise<NatsCluster> {
  const routePorts = await freePorts(3);
  const routes = routePorts.map((port) => `"nats://127.0.0.1:${port}"`).join(', ');
  const servers = await Promise.all(
    routePorts.map((routePort, index) =>
      startNatsServer(
        (place) => `
          server_name: s${index}
          listen: "127.0.0.1:${place.port}"
          http: "127.0.0.1:${place.monitorPort}"
          max_payload: 8388608
          jetstream { store_dir: "${place.dir}/data", domain: zone }
          cluster { name: zone, listen: "127.0.0.1:${routePort}", routes: [${routes}] }`,
      ),
    ),
  );
  return {
    urls: servers.map(({ url }) => url),
    server: (name) => {
      const server = servers[Number(name.slice(1))];
      if (server === undefined) throw new Error(`the cluster has no server ${name}`);
      return server;
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(servers.map((server) => server[Symbol.asyncDispose]()));
    },
  };
}
