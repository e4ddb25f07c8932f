import type { LogReader } from '@edgestep/engine';
import { LogGuard } from '@edgestep/jetstream';
import type { Logger } from '@edgestep/runtime';
import type { PartitionId } from '@edgestep/shared';

import type { NodeConfig, ServingConfig } from '../config/node-config.ts';
import type { NodeMetrics } from '../metrics/node-metrics.ts';
import { LogScrub } from '../partitions/log-scrub.ts';
import type { ZoneProjections } from '../projections/zone-projections.ts';
import type { ZoneLink } from './zone-link.ts';

const HOUR_MS = 3_600_000;
/** A node that has just started has better things to do. */
const SCRUB_FIRST_MS = 600_000;

/** What has seen the logs: snapshots, the hub, and this node's own index. */
export function logGuard(
  config: NodeConfig,
  { connection, copies }: ZoneLink,
  projections: ZoneProjections,
  metrics: NodeMetrics,
  log: Logger,
): LogGuard {
  return new LogGuard({
    connection,
    replicas: config.replicas,
    copies,
    witnesses: (partition) => {
      const mark = projections.mark(partition);
      return mark === undefined ? [] : [{ who: `the index of node ${config.nodeId}`, ...mark }];
    },
    onRestored: (restored) => {
      metrics.recordsRestored.add({ partition: String(restored.partition) }, restored.records);
      log.warn(restored, 'a log had lost its end, and got it back from the hub');
    },
  });
}

/** Undefined when the logs are not to be scrubbed. */
export function startScrub(
  { partitions, scrubHours }: ServingConfig,
  parts: {
    readonly reader: LogReader;
    readonly metrics: NodeMetrics;
    readonly owns: (partition: PartitionId) => boolean;
  },
  log: Logger,
): LogScrub | undefined {
  if (scrubHours === 0) return undefined;
  return new LogScrub({
    partitions,
    owns: parts.owns,
    reader: parts.reader,
    firstMs: SCRUB_FIRST_MS,
    intervalMs: scrubHours * HOUR_MS,
    onDamage: (partition, message) => {
      parts.metrics.logDamage.add({ partition: String(partition) });
      log.error({ partition }, `${message}; edgestep repair puts it right`);
    },
    onFault: (err) => log.warn({ err }, 'a log could not be read to its end, to find damage'),
  });
}
