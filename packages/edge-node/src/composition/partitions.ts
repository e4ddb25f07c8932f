import type { DefinitionSource, LogReader, MapRunWorker, TaskDispatcher } from '@edgestep/engine';
import { createSnapshotStore, lastLogRecord, LeaseManager } from '@edgestep/jetstream';
import type { Logger } from '@edgestep/runtime';
import type { PartitionId, StoppedPartition } from '@edgestep/shared';

import type { ServingConfig } from '../config/node-config.ts';
import type { LocalExpressChildren } from '../map-runs/express-children.ts';
import type { OpenChild } from '../map-runs/orphan-sweep.ts';
import { showOpenExecutions, type NodeMetrics } from '../metrics/node-metrics.ts';
import { createCommandRouter, type CommandRouter } from '../partitions/command-router.ts';
import { createEndWatch, type EndWatch } from '../partitions/end-watch.ts';
import { ParkedFiles } from '../partitions/parked-files.ts';
import { PartitionHost } from '../partitions/partition-host.ts';
import { remotePartitions, remotePosition } from '../partitions/remote-partitions.ts';
import { StoppedPartitions, stopReason } from '../partitions/stopped-partitions.ts';
import type { ReadBarrierOptions } from '../projections/read-barrier.ts';
import { ZoneProjections } from '../projections/zone-projections.ts';
import { storageGate } from '../storage/storage-gate.ts';
import type { StorageLevel } from '../storage/storage-level.ts';
import type { NodeLogs } from './execution-logs.ts';
import { logGuard, startScrub } from './log-care.ts';
import type { ZoneLink } from './zone-link.ts';

/** The durable side of a node: what it owns, how it reaches what others own, and what it reads. */
export interface Partitions {
  readonly commands: CommandRouter;
  readonly projections: ZoneProjections;
  readonly ends: EndWatch;
  /** What is damaged, though the partitions concerned go on. */
  readonly damage: () => readonly StoppedPartition[];
  /** What stands still because appends don't get through, in words. */
  readonly stalled: () => readonly string[];
  readonly owns: (partition: PartitionId) => boolean;
  readonly openChildren: () => Iterable<OpenChild>;
  /** Begins to take partitions; the answer tells of the zone's nodes. */
  start(): Promise<LeaseManager>;
}

/** What partitions stand on, and who hears of them. */
interface PartitionParts {
  readonly reader: LogReader;
  readonly definitions: DefinitionSource;
  readonly dispatcher: () => TaskDispatcher;
  readonly mapRuns: () => MapRunWorker;
  readonly logs: Pick<NodeLogs, 'onRecord' | 'onTaken'>;
  readonly expressChildren: LocalExpressChildren;
  readonly metrics: NodeMetrics;
  readonly storageLevel: () => StorageLevel;
}

export function composePartitions(
  config: ServingConfig,
  link: ZoneLink,
  parts: PartitionParts,
  signal: AbortSignal,
  log: Logger,
  stack: AsyncDisposableStack,
): Partitions {
  const { connection } = link;
  const leases = Promise.withResolvers<LeaseManager>();
  let leaseManager: LeaseManager | undefined;
  const position = async (partition: PartitionId) =>
    (await host.position(partition)) ?? remotePosition(connection, partition);
  const stopReasonOf = (partition: PartitionId) =>
    leaseManager === undefined ? undefined : stopReason(leaseManager, partition);
  const isStopped = (partition: PartitionId) => stopReasonOf(partition) !== undefined;
  const projections = stack.use(zoneProjections(config, parts.reader, { position, isStopped }, log));
  const stopped = new StoppedPartitions();
  const parkedFiles = new ParkedFiles(config.dataDir);
  const host = new PartitionHost({
    connection,
    nodeId: config.nodeId,
    replicas: config.replicas,
    reader: parts.reader,
    guard: logGuard(config, link, projections, parts.metrics, log),
    stopped,
    metrics: parts.metrics,
    snapshots: snapshotStore(config, link, log),
    parkedStates: (partition) => parkedFiles.open(partition),
    definitions: parts.definitions,
    dispatcher: lateDispatcher(parts.dispatcher),
    mapRuns: lateMapRuns(parts.mapRuns),
    expressChildren: parts.expressChildren,
    logs: parts.logs,
    index: projections,
    closedExecutions: projections.closedExecutions,
    taskToken: link.tokens.seal,
    log,
    mayOwn: () => leaseManager?.mayOwn ?? false,
    onStoppedByItself: (partition, why) => void giveUp(leases.promise, partition, why, log),
  });
  const commands = createCommandRouter({
    partitions: config.partitions,
    local: (partition) => host.owned(partition),
    remote: remotePartitions(connection),
    refuse: gateOf(config, parts, projections),
    stopped: stopReasonOf,
    signal,
  });
  showOpenExecutions(parts.metrics, () => host.openExecutions);
  const owns = (partition: PartitionId) => host.owned(partition) !== undefined;
  const scrub = stack.use(startScrub(config, { ...parts, owns }, log));
  const start = async () => {
    const manager = stack.use(await startLeases(config, link, { host, stopped }, signal, log));
    leaseManager = manager;
    leases.resolve(manager);
    return manager;
  };
  return {
    commands,
    projections,
    ends: createEndWatch({ partitions: config.partitions, owners: host, projections, connection }),
    stalled: () => host.stalled,
    damage: () => [...projections.damage, ...(scrub?.damage ?? [])],
    owns,
    openChildren: () => host.openChildren(),
    start,
  };
}

function zoneProjections(
  { zone, partitions, dataDir }: ServingConfig,
  logReader: LogReader,
  owners: Pick<ReadBarrierOptions, 'position' | 'isStopped'>,
  log: Logger,
): ZoneProjections {
  return new ZoneProjections({ zone, partitions, dataDir, logReader, ...owners, log });
}

function gateOf(
  { zone }: ServingConfig,
  { storageLevel, metrics }: PartitionParts,
  projections: ZoneProjections,
): ReturnType<typeof storageGate> {
  return storageGate({
    zone,
    level: storageLevel,
    isKnown: (executionArn) => projections.knows(executionArn),
    onRefused: () => metrics.startsRefused.add(),
  });
}

function snapshotStore(
  { replicas }: ServingConfig,
  { connection }: ZoneLink,
  log: Logger,
): ReturnType<typeof createSnapshotStore> {
  return createSnapshotStore(connection, { replicas, onDamage: (message) => log.error({}, message) });
}

/** Never rejects. */
async function giveUp(
  leases: Promise<LeaseManager>,
  partition: PartitionId,
  why: string,
  log: Logger,
): Promise<void> {
  try {
    await (await leases).stepDown(partition, why);
  } catch (err) {
    log.error({ err, partition }, 'a lease could not be given up');
  }
}

/** Those who do the work stand on what is composed here: they are asked for when there is work. */
function lateDispatcher(dispatcher: () => TaskDispatcher): TaskDispatcher {
  return {
    dispatch: (task, report) => dispatcher().dispatch(task, report),
    cancel: (task) => dispatcher().cancel(task),
  };
}

function lateMapRuns(mapRuns: () => MapRunWorker): MapRunWorker {
  return {
    perform: (work, report) => mapRuns().perform(work, report),
    abandon: (run, children, writing) => mapRuns().abandon(run, children, writing),
    release: (run) => mapRuns().release(run),
  };
}

function startLeases(
  config: ServingConfig,
  { connection }: ZoneLink,
  { host, stopped }: { readonly host: PartitionHost; readonly stopped: StoppedPartitions },
  signal: AbortSignal,
  log: Logger,
): Promise<LeaseManager> {
  return LeaseManager.start({
    connection,
    nodeId: config.nodeId,
    partitions: config.partitions,
    replicas: config.replicas,
    about: () => ({ url: `http://${config.listen.host}:${config.listen.port}`, ...stopped.about() }),
    onAcquired: (partition, epoch, lost) => host.take(partition, epoch, lost),
    lastKnownEpoch: async (partition) => (await lastLogRecord(connection, partition, signal)).epoch,
    onTrouble: (message) => log.warn({}, message),
  });
}
