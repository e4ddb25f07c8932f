import type { MapRunWorker } from '@edgestep/engine';
import { ZoneObjects } from '@edgestep/jetstream';
import type { Logger } from '@edgestep/runtime';

import { blobAccount } from '../config/blob-account.ts';
import type { ServingConfig } from '../config/node-config.ts';
import { childTask } from '../map-runs/child-task.ts';
import { createExpressChildren, type LocalExpressChildren } from '../map-runs/express-children.ts';
import { itemTasks } from '../map-runs/item-tasks.ts';
import { createMapRunWorker } from '../map-runs/map-run-worker.ts';
import { sweepOrphans } from '../map-runs/orphan-sweep.ts';
import { resultTask } from '../map-runs/result-task.ts';
import { stopStandard } from '../map-runs/standard-child.ts';
import type { ObjectSource } from '../objects/object-source.ts';
import { zoneBeforeBlob } from '../objects/zone-before-blob.ts';
import type { Partitions } from './partitions.ts';
import type { ZoneLink } from './zone-link.ts';

/** Who does the work of distributed Maps: starts their children, reads their items, writes their results. */
export async function composeMapRuns(
  config: ServingConfig,
  { connection }: ZoneLink,
  ours: { readonly partitions: Partitions; readonly expressChildren: LocalExpressChildren },
  log: Logger,
  signal: AbortSignal,
  stack: AsyncDisposableStack,
): Promise<MapRunWorker> {
  const { commands, projections, owns, openChildren } = ours.partitions;
  const express = createExpressChildren({
    connection,
    partitions: config.partitions,
    owns,
    local: ours.expressChildren,
  });
  stack.use(
    sweepOrphans({
      openChildren,
      isOver: async (mapRunArn) => {
        const mapRun = await projections.reader.mapRun(mapRunArn);
        return mapRun !== undefined && mapRun.status !== 'RUNNING';
      },
      stop: (executionArn) => stopStandard(commands, executionArn),
      onStopped: (child) => log.warn(child, 'stopped a child whose Map Run is over'),
      onFault: (err) => log.error({ err }, 'the children of Map Runs that are over were not looked for'),
    }),
  );
  const objects = await composeObjects(config, new ZoneObjects(connection));
  return createMapRunWorker({
    performers: {
      ...itemTasks(objects),
      'write-results': resultTask(objects, projections.reader),
      child: childTask({
        commands,
        reader: projections.reader,
        express,
      }),
    },
    // What is no Standard execution that was ever started may be an Express one.
    stopChild: async (executionArn) => {
      if (!(await stopStandard(commands, executionArn))) await express.stop(executionArn);
    },
    log,
    signal,
  });
}

/** Nodes without blob storage don't load its SDK. */
async function composeObjects(config: ServingConfig, zone: ObjectSource): Promise<ObjectSource> {
  const account = blobAccount(config);
  if (account === undefined) return zone;
  const { BlobObjects } = await import('@edgestep/object-storage');
  return zoneBeforeBlob(zone, new BlobObjects(account));
}
