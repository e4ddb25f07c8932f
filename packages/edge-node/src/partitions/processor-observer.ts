import type { LogRecord, ProcessorObserver } from '@edgestep/engine';
import type { Logger } from '@edgestep/runtime';
import type { PartitionId } from '@edgestep/shared';

import type { NodeMetrics } from '../metrics/node-metrics.ts';

/** Who hears of what the processors of a node tell. */
export interface ProcessorListeners {
  readonly logs: { onRecord(record: LogRecord): void };
  readonly index: { tell(partition: PartitionId, record: LogRecord): void };
  readonly log: Pick<Logger, 'error'>;
  readonly metrics: Pick<NodeMetrics, 'sweepFindings' | 'sweeps'>;
}

/** Takes what a partition's processor tells to the node's index, logs and metrics. */
export function processorObserver(
  partition: PartitionId,
  { logs, index, log, metrics }: ProcessorListeners,
): ProcessorObserver {
  return {
    onRecord: (record) => {
      index.tell(partition, record);
      logs.onRecord(record);
    },
    onFault: (fault, executionArn) =>
      log.error({ err: fault, partition, executionArn }, 'a fault while an execution was decided'),
    onFinding: (finding) => {
      metrics.sweepFindings.add({ missing: finding.missing });
      log.error({ partition, ...finding }, 'an open execution had nothing pending, and was repaired');
    },
    onSwept: () => metrics.sweeps.add(),
  };
}
