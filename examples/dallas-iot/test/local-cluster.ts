import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { createClient, type Example, type ExampleContext } from '@edgestep/sdk';

/** A cluster of one zone under `./edgestep dev`, with an example deployed and its workers at work. */
export interface LocalCluster extends AsyncDisposable {
  readonly context: ExampleContext;
  /** Kills the workers (SIGKILL) and starts them again. */
  restartWorkers(): Promise<void>;
}

interface ReadyLine {
  readonly controlPlane: { readonly url: string };
  readonly zones: Readonly<
    Record<string, { readonly url: string; readonly nats: string; readonly mqtt: string }>
  >;
}

const LAUNCHER = fileURLToPath(new URL('../../../edgestep', import.meta.url));

export async function startLocalCluster(example: Example): Promise<LocalCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'edgestep-example-'));
  const ports = ['--port-base', String(randomInt(20_000, 25_000))];
  const args = ['dev', '--json', '--zones', example.zone, '--data', folder, ...ports];
  const supervisor = spawn(LAUNCHER, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ready = await readyLine(supervisor);
  const zone = ready.zones[example.zone];
  if (zone === undefined) throw new Error(`the cluster has no zone ${example.zone}`);
  const arns = await deploy(example, ready.controlPlane.url, zone.url);
  let workers = startWorkers(example, zone.nats);
  return {
    context: {
      client: createClient({ endpoint: zone.url }),
      zone: { name: example.zone, url: zone.url, natsUrl: zone.nats, mqttUrl: zone.mqtt },
      stateMachineArn: (name) => arns.get(name) ?? '',
      report: () => undefined,
      onExecution: () => undefined,
      signal: new AbortController().signal,
    },
    async restartWorkers() {
      await Promise.all(workers.map((worker) => end(worker, 'SIGKILL')));
      workers = startWorkers(example, zone.nats);
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(workers.map((worker) => end(worker, 'SIGTERM')));
      await end(supervisor, 'SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function readyLine(supervisor: ChildProcess): Promise<ReadyLine> {
  if (supervisor.stdout === null) throw new Error('the supervisor has no standard output');
  for await (const line of createInterface({ input: supervisor.stdout })) {
    if (line.startsWith('{"ready"')) {
      supervisor.stdout.resume();
      return JSON.parse(line) as ReadyLine;
    }
  }
  throw new Error('the cluster ended before it was ready');
}

async function deploy(
  example: Example,
  centreUrl: string,
  zoneUrl: string,
): Promise<ReadonlyMap<string, string>> {
  const centre = createClient({ endpoint: centreUrl });
  const zone = createClient({ endpoint: zoneUrl });
  const arns = new Map<string, string>();
  for (const { name, type, file } of example.machines) {
    const { stateMachineArn } = await centre.deploy({ name, type, definition: await readFile(file, 'utf8') });
    const arn = stateMachineArn.replace(':hub:', `:${example.zone}:`);
    await zone.waitForStateMachine(arn);
    arns.set(name, arn);
  }
  return arns;
}

function startWorkers(example: Example, natsUrl: string): ChildProcess[] {
  return example.workers.map((worker) =>
    spawn(process.execPath, ['--conditions=source', fileURLToPath(worker.file)], {
      env: { ...process.env, NATS_URL: natsUrl },
      stdio: 'ignore',
    }),
  );
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(signal);
  await ended;
}
