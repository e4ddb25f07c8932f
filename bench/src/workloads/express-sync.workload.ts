import { join } from 'node:path';

import type { JsonObject } from '@edgestep/shared';

import { ApiCaller } from '../api/api-caller.ts';
import { startChildProgram } from '../api/child-program.ts';
import type { EchoReady } from '../api/echo-program.ts';
import { startZoneCluster } from '../api/zone-cluster.ts';
import type { Operation } from '../harness/load.ts';
import { openWorkload } from '../harness/open-workload.ts';
import { caseId, type CaseDeclaration, type OpenWorkload, type Workload } from '../harness/workload.ts';

const LENGTH = 10;
const INPUT = JSON.stringify({ order: 7, zone: 'dallas' });
const ECHO = 'HTTP echo';

/** A synchronous Express execution through the public API. */
export const expressSync: Workload = {
  name: 'express-sync',
  title: 'StartSyncExecution over HTTP',
  unit: 'request',
  operation:
    `StartSyncExecution of an Express machine of ${LENGTH} Pass states, at the API of a zone under \`edgestep dev\`. The ` +
    'floor is the HTTP server of a node with nothing behind it, which answers the same shape at once.',
  doesNotMeasure: [
    'The client: both are called by the same bare `node:http` client over connections that stay open, without an SDK.',
    "The server's processor time: the column shows that of the client.",
    'A machine of its own for the client: it shares the cores with the node, its NATS servers and the control plane.',
    'TLS, tokens and policies: `--auth none` on the loopback address. One edge node.',
  ],
  cases: [1, 64].flatMap((concurrency): readonly CaseDeclaration[] => {
    const load = { kind: 'closed', concurrency } as const;
    const echo: CaseDeclaration = { system: ECHO, durability: 'none', load, unitsPerOperation: 1 };
    return [echo, { ...echo, system: 'edgestep', floor: caseId(echo) }];
  }),
  open,
};

async function open(cases: readonly CaseDeclaration[]): Promise<OpenWorkload> {
  await using stack = new AsyncDisposableStack();
  const operations = new Map<string, Operation>();
  const targets: Record<string, () => Promise<Target>> = {
    [ECHO]: () => startEcho(stack),
    edgestep: () => startZone(stack),
  };
  for (const [system, start] of Object.entries(targets)) {
    const wanted = cases.filter((each) => each.system === system);
    if (wanted.length === 0) continue;
    const { url, stateMachineArn } = await start();
    const caller = stack.use(new ApiCaller(url));
    for (const each of wanted) {
      operations.set(caseId(each), async () => {
        requireOutput(await caller.call('StartSyncExecution', { stateMachineArn, input: INPUT }));
      });
    }
  }
  return openWorkload(operations, stack.move());
}

interface Target {
  readonly url: string;
  readonly stateMachineArn: string;
}

async function startEcho(stack: AsyncDisposableStack): Promise<Target> {
  const program = join(import.meta.dirname, '../api/echo-program.ts');
  const { ready } = stack.use(await startChildProgram<EchoReady>(program, {}));
  return { url: ready.url, stateMachineArn: 'arn:aws:states:dallas:000000000000:stateMachine:bench-express' };
}

async function startZone(stack: AsyncDisposableStack): Promise<Target> {
  const cluster = stack.use(await startZoneCluster());
  const definition = passStates();
  const stateMachineArn = await cluster.deploy({ name: 'bench-express', type: 'EXPRESS', definition });
  return { url: cluster.url, stateMachineArn };
}

function requireOutput({ status, output }: JsonObject): void {
  if (status !== 'SUCCEEDED' || output !== INPUT)
    throw new Error(`it ended as ${JSON.stringify({ status, output })}`);
}

function passStates(): JsonObject {
  const states = Array.from({ length: LENGTH }, (_, index) => [
    `Pass${index}`,
    { Type: 'Pass', ...(index + 1 === LENGTH ? { End: true } : { Next: `Pass${index + 1}` }) },
  ]);
  return { StartAt: 'Pass0', States: Object.fromEntries(states) as JsonObject };
}
