import { answerCall, createFrontDoor, type ApiHandlers, type Readiness } from '@edgestep/gateway';
import { serve, type LeaseManager } from '@edgestep/jetstream';
import type { Logger } from '@edgestep/runtime';
import { zoneApiSubject, zoneStatusSubject, type StoppedPartition, type ZoneReport } from '@edgestep/shared';

import type { ServingConfig } from '../config/node-config.ts';
import { metricsRoute, type NodeMetrics } from '../metrics/node-metrics.ts';
import { stoppedOf } from '../partitions/stopped-partitions.ts';
import type { StorageWatch } from '../storage/storage-watch.ts';
import type { Partitions } from './partitions.ts';
import type { ZoneLink } from './zone-link.ts';

/** Of a zone's nodes, one answers each call that comes over the bus. */
const QUEUE = 'nodes';

/** Within the time that a process has to end, the leases have to be given back too. */
const DRAIN_TIMEOUT_MS = 3_000;

interface Behind {
  readonly handlers: ApiHandlers;
  readonly leases: LeaseManager;
  readonly partitions: Pick<Partitions, 'damage' | 'stalled'>;
  readonly storage: Pick<StorageWatch, 'level'>;
  readonly metrics: NodeMetrics;
}

/** Opens the API to callers: by HTTP on the node's and the zone's address, and for the control plane on the bus. */
export async function openFrontDoor(
  config: ServingConfig,
  link: ZoneLink,
  behind: Behind,
  log: Logger,
  stack: AsyncDisposableStack,
): Promise<void> {
  const { handlers } = behind;
  stack.use(
    serve(link.connection, {
      subject: zoneApiSubject(config.zone),
      queue: QUEUE,
      handler: (bytes, signal) => answerCall(handlers, bytes, signal, log),
    }),
  );
  stack.use(
    serve(link.connection, {
      subject: zoneStatusSubject(config.zone),
      queue: QUEUE,
      handler: async () => new TextEncoder().encode(JSON.stringify(zoneReport(config, behind.leases))),
    }),
  );
  const door = stack.use(
    await createFrontDoor({
      handlers,
      log,
      readiness: () => readiness(config, link, behind),
      waits: ['StartExecution', 'DescribeExecution'],
      routes: [metricsRoute(behind.metrics)],
      limits: { drainTimeoutMs: DRAIN_TIMEOUT_MS },
    }),
  );
  const { url } = await door.listen(config.listen);
  if (config.zoneListen !== undefined) await door.listen({ ...config.zoneListen, reusePort: true });
  log.info({ url, zone: config.zone }, 'the node serves');
}

/**
 * Ready means: what a caller starts here would be durable and go on. A partition that is stopped because its log is
 * damaged is a warning: those that run would not come back by sending callers away.
 */
function readiness(
  config: ServingConfig,
  link: ZoneLink,
  { leases, partitions, storage }: Behind,
): Readiness {
  const stopped = stoppedOf(leases);
  const reasons: string[] = [];
  if (!link.connection.isConnected) reasons.push('the connection to the zone’s nats-server is cut');
  if (!link.registry.isCurrent) reasons.push('the zone has no copy of the registry yet');
  const shortfall = link.shortfall();
  if (shortfall !== undefined) reasons.push(shortfall);
  const unowned = config.partitions - ownedByAnyone(leases, stopped) - stopped.length;
  if (unowned > 0) reasons.push(`${unowned} of ${config.partitions} partitions have no owner`);
  reasons.push(...partitions.stalled());
  if (stopped.length === config.partitions) reasons.push('all partitions are stopped');
  const { level } = storage;
  const warnings = [
    ...(level.kind === 'open' ? [] : [`nothing new is started: ${level.why}`]),
    ...stopped.map(({ partition, reason }) => `partition ${partition} is stopped: ${reason}`),
    ...partitions
      .damage()
      .map(({ partition, reason }) => `partition ${partition} goes on with a log that is damaged: ${reason}`),
  ];
  return { ready: reasons.length === 0, reasons, ...(warnings.length === 0 ? {} : { warnings }) };
}

/** A stopped partition has an owner while somebody tries to open it. */
function ownedByAnyone(leases: LeaseManager, stopped: readonly StoppedPartition[]): number {
  const isStopped = new Set(stopped.map(({ partition }) => partition));
  return [...leases.leases].filter(([partition, { nodeId }]) => nodeId !== '' && !isStopped.has(partition))
    .length;
}

function zoneReport(config: ServingConfig, leases: LeaseManager): ZoneReport {
  const owned = new Map<string, number>();
  for (const { nodeId } of leases.leases.values()) owned.set(nodeId, (owned.get(nodeId) ?? 0) + 1);
  return {
    zone: config.zone,
    nodes: leases.nodes.map(({ nodeId, about }) => ({
      id: nodeId,
      url: typeof about.url === 'string' ? about.url : '',
      partitions: owned.get(nodeId) ?? 0,
    })),
    partitions: config.partitions,
    nats: config.natsUrl.map(withoutCredentials),
    stopped: stoppedOf(leases),
  };
}

function withoutCredentials(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.toString();
}
