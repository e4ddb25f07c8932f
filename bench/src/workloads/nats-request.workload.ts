import { BareRequests } from '../api/bare-requests.ts';
import { startZoneServer } from '../durable/zone-server.ts';
import { openSystems } from '../harness/open-systems.ts';
import type { Workload } from '../harness/workload.ts';

const SYSTEM = 'bare NATS request-reply';

/** What a hop over the bus costs: the floor under every task that a worker does. */
export const natsRequest: Workload = {
  name: 'nats-request',
  title: 'bare NATS requests',
  unit: 'request',
  operation: 'A request of 512 bytes to another process over a nats-server, which sends it back.',
  doesNotMeasure: [
    'Several tasks in one message: a request each.',
    'A network: both processes and the server share the cores and the loopback address.',
  ],
  cases: [1, 64, 256].map((concurrency) => ({
    system: SYSTEM,
    durability: 'none',
    load: { kind: 'closed', concurrency },
    unitsPerOperation: 1,
  })),
  open: (cases) =>
    openSystems(cases, {
      [SYSTEM]: async (stack) => {
        const server = stack.use(await startZoneServer('relaxed'));
        const requests = stack.use(await BareRequests.open(server.connection, server.url));
        return () => requests.ask();
      },
    }),
};
