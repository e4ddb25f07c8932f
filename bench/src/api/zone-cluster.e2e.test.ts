import { expect, it } from 'vitest';

import { openApiExecutions } from './api-executions.ts';
import { ApiCaller } from './api-caller.ts';
import { BusCaller } from './bus-caller.ts';
import { EXPRESS_MACHINE, requireSyncAnswer, syncRequest } from './express-machine.ts';
import { startZoneCluster } from './zone-cluster.ts';

it('a cluster does what the workloads ask of it: over HTTP, over NATS, from the centre, and without the hub', async () => {
  await using stack = new AsyncDisposableStack();
  const cluster = stack.use(await startZoneCluster());
  const arn = await cluster.deploy(EXPRESS_MACHINE);
  const callers = {
    'over HTTP': stack.use(new ApiCaller(cluster.url)),
    'over NATS': stack.use(await BusCaller.open(cluster.nats)),
    'from the centre': stack.use(new ApiCaller(cluster.centreUrl)),
  };
  for (const [way, caller] of Object.entries(callers)) {
    const answer = await caller.call('StartSyncExecution', syncRequest(arn));
    expect(() => requireSyncAnswer(answer), way).not.toThrow();
  }
  const States = {
    Only: { Type: 'Task', Resource: 'arn:aws:lambda:dallas:000000000000:function:count', End: true },
  };
  const subject = {
    name: 'one',
    definition: { StartAt: 'Only', States },
    input: { count: 0 },
    output: { count: 1 },
  };
  const operation = await openApiExecutions(cluster, subject, stack);
  stack.use(cluster.pauseHub());
  await expect(Promise.all([operation(), operation(), operation()])).resolves.toHaveLength(3);
});
