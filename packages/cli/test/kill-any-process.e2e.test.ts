import { setTimeout as delay } from 'node:timers/promises';

import { createClient, type Example, type HistoryEvent } from '@edgestep/sdk';
import { historyViolations, startCluster, type Cluster } from '@edgestep/testkit';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { findExamples } from '../src/demo/find-examples.ts';
import { runExample, type ExampleOutcome, type RunOptions } from '../src/demo/run-example.ts';
import type { Piece } from '../src/dev/piece.ts';
import type { ReadyLine } from '../src/dev/ready-line.ts';

/** The processes of a cluster that can be killed, by what they are. */
const VICTIMS: Readonly<Record<string, (ready: ReadyLine, zone: string) => number>> = {
  'an edge node': (ready, zone) => ready.zones[zone]?.nodes[0]?.pid ?? 0,
  'the other edge node': (ready, zone) => ready.zones[zone]?.nodes[1]?.pid ?? 0,
  'the nats-server of the zone': (ready, zone) => ready.zones[zone]?.natsPid ?? 0,
  'the control plane': (ready) => ready.controlPlane.pid,
  'the nats-server of the hub': (ready) => ready.hub.pid,
};

const quiet = { interactive: false, columns: 200, rows: 40, write: () => {} };

describe('killing any one process of the cluster with kill -9, at any moment of the examples', () => {
  let cluster: Cluster;
  let logDir: string;
  let examples: readonly Example[];

  beforeAll(async () => {
    examples = await findExamples();
    logDir = await mkdtemp(join(tmpdir(), 'edgestep-kill-'));
    cluster = await startCluster({ zones: [...new Set(examples.map(({ zone }) => zone))] });
  });

  afterAll(async () => {
    await cluster[Symbol.asyncDispose]();
    await rm(logDir, { recursive: true, force: true });
  });

  it.each(Object.keys(VICTIMS))(
    'leaves every execution to finish, each task applied once: %s',
    async (victim) => {
      const pidOf = VICTIMS[victim];
      for (const example of examples) {
        const running = run(example, cluster, logDir);
        await delay(200 + Math.random() * 3_000);
        const pid = pidOf?.(cluster.ready, example.zone) ?? 0;
        expect(pid).toBeGreaterThan(0);
        process.kill(pid, 'SIGKILL');
        await cluster.waitFor((ready) => pidOf?.(ready, example.zone) !== pid, 60_000);
        expect(await violationsOf(example, cluster, await running)).toEqual([]);
      }
    },
  );

  it('leaves every execution to finish, each task applied once: a worker', async () => {
    for (const example of examples) {
      const { promise: begun, resolve } = Promise.withResolvers<readonly Piece[]>();
      const running = run(example, cluster, logDir, { onWorkers: resolve });
      const [worker] = await begun;
      await delay(300 + Math.random() * 2_000);
      process.kill(worker?.pid ?? 0, 'SIGKILL');
      expect(await violationsOf(example, cluster, await running)).toEqual([]);
    }
  });
});

function run(
  example: Example,
  cluster: Cluster,
  logDir: string,
  more: Pick<RunOptions, 'onWorkers'> = {},
): Promise<ExampleOutcome> {
  const signal = new AbortController().signal;
  return runExample(example, cluster.ready, { screen: quiet, logDir, signal, ...more });
}

/** All that went wrong in a run: executions that ended otherwise than they should, and what their histories show. */
async function violationsOf(
  example: Example,
  cluster: Cluster,
  { result, problems }: ExampleOutcome,
): Promise<readonly string[]> {
  const violations = [...problems];
  const client = createClient({ endpoint: cluster.ready.zones[example.zone]?.url ?? '' });
  for (const { executionArn } of result.executions) {
    const events: HistoryEvent[] = [];
    for await (const event of client.history(executionArn)) events.push(event);
    violations.push(...historyViolations(events).map((violation) => `${executionArn}: ${violation}`));
  }
  return violations;
}
