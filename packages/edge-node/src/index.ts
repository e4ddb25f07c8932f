export { loadNodeConfig, type NodeConfig } from './config/node-config.ts';
export { runNode } from './main.ts';
export { startNode } from './node.ts';
