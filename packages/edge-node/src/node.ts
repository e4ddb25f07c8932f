import { randomUUID } from 'node:crypto';

import { ANONYMOUS, dispatch, fromWireJson, type ApiHandlers } from '@edgestep/gateway';
import { JetStreamLogReader } from '@edgestep/jetstream';
import type { RegistryContext } from '@edgestep/registry';
import type { Logger } from '@edgestep/runtime';
import { ApiError, partitionStream, type ApiErrorName, type Json } from '@edgestep/shared';

import { nodeApiHandlers } from './api/api-handlers.ts';
import type { NodeServices } from './api/node-services.ts';
import { openFrontDoor } from './composition/front-door.ts';
import { composeMapRuns } from './composition/map-runs.ts';
import { composeExecutionLogs } from './composition/execution-logs.ts';
import { composePartitions } from './composition/partitions.ts';
import { composeTaskWork } from './composition/task-work.ts';
import { watchStorage } from './composition/watch-storage.ts';
import { linkToZone, type ZoneLink } from './composition/zone-link.ts';
import type { NodeConfig } from './config/node-config.ts';
import { createCompiledDefinitions } from './definitions/compiled-definitions.ts';
import type { ApiCaller } from './dispatch/sfn-sdk-task.ts';
import { LocalExpressChildren } from './map-runs/express-children.ts';
import { createNestedExecutions } from './executions/nested-executions.ts';
import { createExpressHost } from './express/express-runner.ts';
import { createNodeMetrics } from './metrics/node-metrics.ts';
import { hubTransport, registryCatchUp, registryRefresh } from './hub/hub-calls.ts';

/** The service answers an empty poll after a minute (API reference, GetActivityTask). */
const ACTIVITY_POLL_MS = 60_000;

/**
 * Starts an edge node: it serves as soon as it is linked to its zone, whether the hub is there or not. Disposal ends
 * it in the reverse order of its making: the front door first, the connection last.
 */
export async function startNode(
  config: NodeConfig,
  log: Logger,
  signal: AbortSignal,
): Promise<AsyncDisposable> {
  const stack = new AsyncDisposableStack();
  try {
    await compose(config, log, signal, stack);
    return stack;
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

async function compose(
  asked: NodeConfig,
  log: Logger,
  signal: AbortSignal,
  stack: AsyncDisposableStack,
): Promise<void> {
  const link = await linkToZone(asked, log, stack);
  const config = { ...asked, partitions: link.partitions };
  const metrics = createNodeMetrics();
  const storage = stack.use(await watchStorage(config, metrics, log));
  const definitions = createCompiledDefinitions(link.registry);
  const reader = new JetStreamLogReader(link.connection, { streamOf: partitionStream });
  // Tasks start executions and call the API, and the API stands on what hands tasks out: the knot is tied here.
  const expressChildren = new LocalExpressChildren(() => express);
  const logs = composeExecutionLogs(config, link, () => partitions.projections, log, stack);
  const partitions = composePartitions(
    config,
    link,
    {
      reader,
      definitions,
      dispatcher: () => work.dispatcher,
      mapRuns: () => mapRuns,
      expressChildren,
      logs,
      metrics,
      storageLevel: () => storage.level,
    },
    signal,
    log,
    stack,
  );
  const mapRuns = await composeMapRuns(config, link, { partitions, expressChildren }, log, signal, stack);
  const nested = createNestedExecutions(() => services, partitions.projections.reader);
  const work = await composeTaskWork(
    config,
    link,
    { nested, callApi: (...call) => callApi(...call) },
    log,
    stack,
  );
  const express = stack.use(
    await createExpressHost({
      definitions,
      dispatcher: work.dispatcher,
      taskToken: link.tokens.seal,
      onRecord: (record) => logs.onExpressRecord(record),
      log,
    }),
  );
  const services: NodeServices = {
    ...about(config, link, log),
    commands: partitions.commands,
    executions: partitions.projections.reader,
    ends: partitions.ends,
    express,
    dispatcher: work.dispatcher,
    activities: {
      poll: (name, worker, poll) => work.activities.poll(name, worker, ACTIVITY_POLL_MS, poll),
    },
  };
  const handlers = nodeApiHandlers(services, hubTransport(link.connection, config.zone));
  const callApi = apiCaller(handlers, log);
  const leases = await partitions.start();
  const behind = { handlers, leases, partitions, storage, metrics };
  await openFrontDoor(config, link, behind, log, stack);
}

function about(
  config: NodeConfig,
  link: ZoneLink,
  log: Logger,
): Omit<NodeServices, 'commands' | 'executions' | 'ends' | 'express' | 'dispatcher' | 'activities'> {
  const registryContext = (): RegistryContext => ({
    now: Date.now(),
    region: config.zone,
    account: config.account,
    uuid: randomUUID,
  });
  const onTrouble = (message: string): void => log.warn({}, message);
  return {
    zone: config.zone,
    account: config.account,
    registry: link.registry,
    refreshRegistry: registryRefresh(link.connection, link.registry, onTrouble),
    catchUpRegistry: registryCatchUp(link.registry, onTrouble),
    registryContext,
    tokens: link.tokens,
    now: Date.now,
    random: Math.random,
    uuid: randomUUID,
  };
}

/** Calls our own API for `aws-sdk:sfn` tasks, with the checks that every call passes. */
function apiCaller(handlers: ApiHandlers, log: Logger): ApiCaller {
  return async (operation, request, signal) => {
    const context = { principal: ANONYMOUS, requestId: randomUUID(), signal };
    const answer = await dispatch(handlers, operation, request, context, log);
    // Its dates become text.
    const body = JSON.parse(JSON.stringify(fromWireJson(answer.body))) as Json;
    if (answer.status === 200) return body;
    const { __type: name, message } = body as { __type?: string; message?: string };
    throw new ApiError((name ?? 'InternalServerError') as ApiErrorName, message ?? '');
  };
}
