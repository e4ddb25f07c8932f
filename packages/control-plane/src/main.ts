import { createLogger, runUntilStopped, type ConfigSources } from '@edgestep/runtime';

import { loadControlPlaneConfig } from './config/control-plane-config.ts';
import { startControlPlane } from './control-plane.ts';

/** Runs a control plane until the process is asked to end. Rejects with `config-invalid` for a wrong configuration. */
export async function runControlPlane(sources: ConfigSources): Promise<void> {
  const config = await loadControlPlaneConfig(sources);
  const log = createLogger('control-plane', config.logLevel);
  await runUntilStopped(log, () => startControlPlane(config, log), { endWithParent: config.endWithParent });
}
