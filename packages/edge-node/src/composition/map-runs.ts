import type { MapRunWorker } from '@edgestep/engine';
import type { Logger } from '@edgestep/runtime';

import type { NodeConfig } from '../config/node-config.ts';
import { childTask, stopStandard } from '../map-runs/child-task.ts';
import { createExpressChildren, type LocalExpressChildren } from '../map-runs/express-children.ts';
import { createMapRunWorker } from '../map-runs/map-run-worker.ts';
import type { Partitions } from './partitions.ts';
import type { ZoneLink } from './zone-link.ts';

const NO_STORE = 'This zone has no store of objects.';

/** Who does the work of distributed Maps: starts their children, reads their items, writes their results. */
export function composeMapRuns(
  config: NodeConfig,
  { connection }: ZoneLink,
  ours: { readonly partitions: Partitions; readonly expressChildren: LocalExpressChildren },
  log: Logger,
  signal: AbortSignal,
): MapRunWorker {
  const { commands, projections, owns } = ours.partitions;
  const express = createExpressChildren({
    connection,
    partitions: config.partitions,
    owns,
    local: ours.expressChildren,
  });
  return createMapRunWorker({
    performers: {
      'find-items': ({ run }, { report }) =>
        report({ kind: 'FailMapRun', ...run, error: 'States.ItemReaderFailed', cause: NO_STORE }),
      'read-items': ({ run }, { report }) =>
        report({ kind: 'FailMapRun', ...run, error: 'States.ItemReaderFailed', cause: NO_STORE }),
      'write-results': ({ run }, { report }) =>
        report({ kind: 'FailMapRun', ...run, error: 'States.ResultWriterFailed', cause: NO_STORE }),
      child: childTask({ commands, reader: projections.reader, express }),
    },
    // What is no Standard execution that was ever started may be an Express one.
    stopChild: async (executionArn) => {
      if (!(await stopStandard(commands, executionArn))) await express.stop(executionArn);
    },
    log,
    signal,
  });
}
