export { loadNodeConfig, type NodeConfig } from './config/node-config.ts';
export { runNode } from './main.ts';
export { startNode } from './node.ts';
export { childTask } from './map-runs/child-task.ts';
export { createMapRunWorker } from './map-runs/map-run-worker.ts';
export { stopOrphans, type OpenChild } from './map-runs/orphan-sweep.ts';
export { stopStandard } from './map-runs/standard-child.ts';
export { committedPosition } from './partitions/committed-position.ts';
