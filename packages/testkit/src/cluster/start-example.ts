import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { createClient, type Example, type ExampleContext } from '@edgestep/sdk';

import { startCluster } from './start-cluster.ts';

/** A cluster of one zone under `./edgestep dev`, with an example deployed and its workers at work. */
export interface RunningExample extends AsyncDisposable {
  readonly context: ExampleContext;
  /** Kills the workers (SIGKILL) and starts them again. */
  restartWorkers(): Promise<void>;
}

/** Starts a cluster for an example's tests. Disposal ends the workers and the cluster. */
export async function startExample(example: Example): Promise<RunningExample> {
  const cluster = await startCluster({ zones: [example.zone] });
  const { ready } = cluster;
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
      await cluster[Symbol.asyncDispose]();
    },
  };
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
