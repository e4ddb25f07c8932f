import { createLogger, runUntilStopped, type ConfigSources } from '@edgestep/runtime';

import { loadNodeConfig } from './config/node-config.ts';
import { startNode } from './node.ts';

/** Runs an edge node until the process is asked to end. Rejects with `config-invalid` for a wrong configuration. */
export async function runNode(sources: ConfigSources): Promise<void> {
  const config = await loadNodeConfig(sources);
  const log = createLogger(config.nodeId, config.logLevel);
  await runUntilStopped(log, (signal) => startNode(config, log, signal), {
    endWithParent: config.endWithParent,
  });
}
