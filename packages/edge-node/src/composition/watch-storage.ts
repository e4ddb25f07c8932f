import type { Logger } from '@edgestep/runtime';

import type { NodeConfig } from '../config/node-config.ts';
import type { NodeMetrics } from '../metrics/node-metrics.ts';
import { StorageWatch } from '../storage/storage-watch.ts';

/** Watches how full the zone's stores are, says so when a mark is passed, and shows it as a metric. */
export async function watchStorage(
  config: NodeConfig,
  { registry }: NodeMetrics,
  log: Logger,
): Promise<StorageWatch> {
  const watch = await StorageWatch.start({
    startPercent: config.storageStartPercent,
    finishPercent: config.storageFinishPercent,
    monitorUrls: config.natsMonitorUrl,
    paths: config.storagePaths ?? [config.dataDir],
    onLevel: (level) => {
      if (level.kind === 'open') log.info({}, 'there is room again: executions are started');
      else if (level.kind === 'no-starts') log.error({}, `no executions are started: ${level.why}`);
      else log.error({}, `only what finishes open executions is done: ${level.why}`);
    },
  });
  registry.gauge('edgestep_store_used_ratio', 'How full a store is, from 0 to 1.', () =>
    [...watch.ratios].map(([store, value]) => ({ labels: { store }, value })),
  );
  return watch;
}
