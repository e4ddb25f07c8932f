import { setTimeout as delay } from 'node:timers/promises';

import { createClient, silentLog, startWorker } from '@edgestep/sdk';
import { expect, it } from 'vitest';

import { startCluster } from '../../src/cluster/start-cluster.ts';
import { historyViolations } from '../../src/history/history-violations.ts';
import { ZONE } from './faulty-zone.ts';

/** More than twice what a lease lasts: the others own what the node owned when it wakes. */
const PAUSE_MS = 3_000;

const STATES = ['one', 'two', 'three', 'four'];
const definition = JSON.stringify({
  StartAt: STATES[0],
  States: Object.fromEntries(
    STATES.map((state, index) => {
      const next = STATES[index + 1];
      const then = next === undefined ? { End: true } : { Next: next };
      return [
        state,
        { Type: 'Task', Resource: 'arn:aws:lambda:local:000000000000:function:slowly', ...then },
      ];
    }),
  ),
});

it('a node that is stopped for longer than its lease and wakes writes nothing more: each task is applied once', async () => {
  await using cluster = await startCluster({ zones: [ZONE] });
  const { zones, controlPlane } = cluster.ready;
  const [paused, other] = zones[ZONE]?.nodes ?? [];
  if (paused === undefined || other === undefined) throw new Error('the zone has two nodes');
  await using _worker = await startWorker({
    servers: zones[ZONE]?.nats ?? '',
    functions: { slowly: async (input: unknown) => delay(300, input) },
    concurrency: 64,
    log: silentLog,
  });
  const { stateMachineArn } = await createClient({ endpoint: controlPlane.url }).deploy({
    name: 'slow',
    type: 'STANDARD',
    definition,
  });
  const arn = stateMachineArn.replace(':hub:', `:${ZONE}:`);
  const client = createClient({ endpoint: other.url, attemptsMax: 20 });
  await client.waitForStateMachine(arn);
  const start = () => client.startExecution({ stateMachineArn: arn });
  const before = await Promise.all(Array.from({ length: 40 }, start));
  process.kill(paused.pid, 'SIGSTOP');
  const meanwhile = await Promise.all(Array.from({ length: 40 }, start));
  await delay(PAUSE_MS);
  process.kill(paused.pid, 'SIGCONT');
  const after = await Promise.all(Array.from({ length: 40 }, start));
  for (const { executionArn } of [...before, ...meanwhile, ...after]) {
    const { status } = await client.waitFor(executionArn);
    const violations = historyViolations(await Array.fromAsync(client.history(executionArn)));
    expect({ executionArn, status, violations }).toEqual({
      executionArn,
      status: 'SUCCEEDED',
      violations: [],
    });
  }
  const awake = createClient({ endpoint: paused.url });
  expect((await awake.describeExecution({ executionArn: before[0]?.executionArn ?? '' })).status).toBe(
    'SUCCEEDED',
  );
});
