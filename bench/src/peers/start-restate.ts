import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { Json } from '@edgestep/shared';
import { freePorts } from '@edgestep/testkit';

import { startChildProgram } from '../api/child-program.ts';
import { JsonCaller } from '../api/json-caller.ts';
import { PEERS_DIR } from './peer.ts';
import type { PeerService } from './peer-service.ts';
import { startServerProcess } from './server-process.ts';

const JSON_BODY = { 'content-type': 'application/json' };

/** Restate's server with its defaults, and its services in a process of their own; called at its ingress. */
export async function startRestate(): Promise<PeerService> {
  await using stack = new AsyncDisposableStack();
  const [ingress = 0, admin = 0, fabric = 0, services = 0] = await freePorts(4);
  const dir = await mkdtemp(join(tmpdir(), 'edgestep-bench-restate-'));
  stack.defer(() => rm(dir, { recursive: true, force: true }));
  stack.use(
    await startServerProcess({
      program: restateProgram(),
      args: ['--no-logo'],
      env: {
        RESTATE_BASE_DIR: dir,
        RESTATE_LISTEN_MODE: 'tcp',
        RESTATE_BIND_ADDRESS: `127.0.0.1:${fabric}`,
        RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ingress}`,
        RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${admin}`,
        RESTATE_DISABLE_TELEMETRY: 'true',
      },
      isReady: async () =>
        (await fetch(`http://127.0.0.1:${admin}/health`)).ok &&
        (await fetch(`http://127.0.0.1:${ingress}/restate/health`)).ok,
      stopSignal: 'SIGTERM',
    }),
  );
  stack.use(await startChildProgram(join(PEERS_DIR, 'restate-services.mjs'), { port: services }));
  await register(admin, services);
  const caller = stack.use(new JsonCaller(`http://127.0.0.1:${ingress}`));
  const resources = stack.move();
  return {
    run: async (workflow, input) =>
      JSON.parse(await caller.post(`/bench/${workflow}`, JSON.stringify(input), JSON_BODY)) as Json,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

/** The server itself: the command of its package starts it as a child that would outlive it. */
function restateProgram(): string {
  const require = createRequire(join(PEERS_DIR, 'package.json'));
  const platform = `@restatedev/restate-server-${process.platform}-${process.arch}`;
  return join(dirname(require.resolve(`${platform}/package.json`)), 'bin', 'restate-server');
}

async function register(adminPort: number, servicesPort: number): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${adminPort}/deployments`, {
    method: 'POST',
    headers: JSON_BODY,
    body: JSON.stringify({ uri: `http://127.0.0.1:${servicesPort}` }),
  });
  if (!answer.ok) throw new Error(`Restate refuses its services: ${answer.status} ${await answer.text()}`);
}
