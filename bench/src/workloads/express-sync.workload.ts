import { join } from 'node:path';

import type { JsonObject } from '@edgestep/shared';

import { ApiCaller } from '../api/api-caller.ts';
import { BareRequests } from '../api/bare-requests.ts';
import { BusCaller } from '../api/bus-caller.ts';
import { startChildProgram } from '../api/child-program.ts';
import type { EchoReady } from '../api/echo-program.ts';
import { EXPRESS_MACHINE, EXPRESS_STATES, requireSyncAnswer, syncRequest } from '../api/express-machine.ts';
import { startZoneCluster, type ZoneCluster } from '../api/zone-cluster.ts';
import { startZoneServer } from '../durable/zone-server.ts';
import type { Operation } from '../harness/load.ts';
import { openSystems } from '../harness/open-systems.ts';
import { caseId, type CaseDeclaration, type OpenWorkload, type Workload } from '../harness/workload.ts';

const HTTP_ECHO = 'HTTP echo';
const BUS_ECHO = 'bare NATS request-reply';
const OVER_NATS = 'over NATS';

/** A synchronous Express execution through the public API. */
export const expressSync: Workload = {
  name: 'express-sync',
  title: 'StartSyncExecution over HTTP and over NATS',
  unit: 'request',
  operation:
    `StartSyncExecution of an Express machine of ${EXPRESS_STATES} Pass states, at the API of a zone under \`edgestep dev\`. ` +
    'The floor is the HTTP server of a node with nothing behind it, which answers the same shape at once; over NATS, a ' +
    'request of 512 bytes to another process, which sends it back.',
  doesNotMeasure: [
    'The client: a bare `node:http` client over connections that stay open, or a bare NATS connection; no SDK.',
    "The server's processor time: the column shows that of the client.",
    'A machine of its own for the client: it shares the cores with the node, its NATS servers and the control plane.',
    'TLS, tokens and policies: `--auth none` on the loopback address. One edge node.',
  ],
  cases: [1, 64].flatMap((concurrency): readonly CaseDeclaration[] => {
    const load = { kind: 'closed', concurrency } as const;
    const http: CaseDeclaration = { system: HTTP_ECHO, durability: 'none', load, unitsPerOperation: 1 };
    const bus: CaseDeclaration = { ...http, system: BUS_ECHO };
    return [
      http,
      { ...http, system: 'edgestep', floor: caseId(http) },
      bus,
      { ...bus, system: 'edgestep', variant: OVER_NATS, floor: caseId(bus) },
    ];
  }),
  open,
};

async function open(cases: readonly CaseDeclaration[]): Promise<OpenWorkload> {
  let deployed: Promise<Deployed> | undefined;
  return openSystems(cases, {
    [HTTP_ECHO]: async (stack) => {
      const program = join(import.meta.dirname, '../api/echo-program.ts');
      const { ready } = stack.use(await startChildProgram<EchoReady>(program, {}));
      const arn = 'arn:aws:states:dallas:000000000000:stateMachine:bench-express';
      return syncOperation(stack.use(new ApiCaller(ready.url)), arn);
    },
    [BUS_ECHO]: async (stack) => {
      const server = stack.use(await startZoneServer('relaxed'));
      const requests = stack.use(await BareRequests.open(server.connection, server.url));
      return () => requests.ask();
    },
    edgestep: async (stack) => {
      const { cluster, arn } = await (deployed ??= deploy(stack));
      return syncOperation(stack.use(new ApiCaller(cluster.url)), arn);
    },
    [`edgestep, ${OVER_NATS}`]: async (stack) => {
      const { cluster, arn } = await (deployed ??= deploy(stack));
      return syncOperation(stack.use(await BusCaller.open(cluster.nats)), arn);
    },
  });
}

interface Deployed {
  readonly cluster: ZoneCluster;
  readonly arn: string;
}

async function deploy(stack: AsyncDisposableStack): Promise<Deployed> {
  const cluster = stack.use(await startZoneCluster());
  return { cluster, arn: await cluster.deploy(EXPRESS_MACHINE) };
}

interface Caller {
  call(operation: string, body: JsonObject): Promise<JsonObject>;
}

function syncOperation(caller: Caller, stateMachineArn: string): Operation {
  return async () => requireSyncAnswer(await caller.call('StartSyncExecution', syncRequest(stateMachineArn)));
}
