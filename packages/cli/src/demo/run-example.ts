import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { createClient, type Example, type ExampleResult } from '@edgestep/sdk';

import { Piece } from '../dev/piece.ts';
import type { ReadyLine, ReadyZone } from '../dev/ready-line.ts';
import { ExecutionBoard, type BoardScreen } from './execution-board.ts';

/** How an example went. `problems` is empty when every execution ended as it should. */
export interface ExampleOutcome {
  readonly result: ExampleResult;
  readonly problems: readonly string[];
}

export interface RunOptions {
  readonly screen: BoardScreen;
  /** Where the workers' logs go. */
  readonly logDir: string;
  readonly signal: AbortSignal;
  /** Hears of the workers' processes when they have begun. */
  readonly onWorkers?: (workers: readonly Piece[]) => void;
}

const SETTLE_TIMEOUT_MS = 60_000;

/** Deploys an example's machines at the control plane, starts its workers, runs it, and checks every execution's end. */
export async function runExample(
  example: Example,
  cluster: ReadyLine,
  options: RunOptions,
): Promise<ExampleOutcome> {
  const zone = cluster.zones[example.zone];
  if (zone === undefined) throw new Error(`The cluster has no zone ${example.zone}`);
  const client = createClient({ endpoint: zone.url });
  const board = new ExecutionBoard(client, options.screen);
  const arns = await deployMachines(example, cluster, zone);
  const workers = await startWorkers(example, zone, options.logDir, (line) => board.line(line));
  options.onWorkers?.(workers);
  try {
    const result = await example.run({
      client,
      zone: { name: example.zone, url: zone.url, natsUrl: zone.nats, mqttUrl: zone.mqtt },
      stateMachineArn: (name) => arns.get(name) ?? '',
      report: (line) => board.line(`  ${line}`),
      onExecution: (arn, label) => board.add(arn, label),
      signal: options.signal,
    });
    await Promise.race([
      board.settled(),
      new Promise((resolve) => setTimeout(resolve, SETTLE_TIMEOUT_MS).unref()),
    ]);
    return { result, problems: await check(client, result) };
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
}

async function deployMachines(
  example: Example,
  cluster: ReadyLine,
  zone: ReadyZone,
): Promise<ReadonlyMap<string, string>> {
  const centre = createClient({ endpoint: cluster.controlPlane.url });
  const there = createClient({ endpoint: zone.url });
  const arns = new Map<string, string>();
  for (const machine of example.machines) {
    const definition = await readFile(machine.file, 'utf8');
    const { stateMachineArn } = await centre.deploy({ name: machine.name, definition, type: machine.type });
    const arn = stateMachineArn.replace(':states:hub:', `:states:${example.zone}:`);
    await there.waitForStateMachine(arn);
    arns.set(machine.name, arn);
  }
  return arns;
}

async function startWorkers(
  example: Example,
  zone: ReadyZone,
  logDir: string,
  report: (line: string) => void,
): Promise<readonly Piece[]> {
  await mkdir(logDir, { recursive: true });
  return Promise.all(
    example.workers.map(async (worker) => {
      const piece = new Piece(
        {
          name: worker.name,
          command: process.execPath,
          args: [...process.execArgv, fileURLToPath(worker.file)],
          env: { NATS_URL: zone.nats },
          logFile: join(logDir, `${worker.name}.log`),
          // A task waits for its worker: nobody has to wait for the worker's start.
          probe: async () => true,
          readyTimeoutMs: 10_000,
          restart: true,
        },
        {
          died: (dead, how) => report(`  worker ${dead.spec.name} died (${how}); starting it again`),
          restarted: () => {},
        },
      );
      await piece.start();
      return piece;
    }),
  );
}

async function check(
  client: ReturnType<typeof createClient>,
  result: ExampleResult,
): Promise<readonly string[]> {
  const problems: string[] = result.executions.length === 0 ? ['no execution was started'] : [];
  for (const { executionArn, label, expectedStatus } of result.executions) {
    const { status, error, cause } = await client.describeExecution({ executionArn });
    if (status === expectedStatus) continue;
    problems.push(
      `${label}: ${status} instead of ${expectedStatus} (${error ?? ''} ${cause ?? ''}) ${executionArn}`,
    );
  }
  return problems;
}
