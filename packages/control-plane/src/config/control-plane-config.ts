import {
  authMode,
  durability,
  httpUrls,
  integer,
  listenAddress,
  loadConfig,
  natsServers,
  requireLoopback,
  requireReplicas,
  zoneNames,
  type ConfigSources,
} from '@edgestep/runtime';
import { z } from 'zod';

const schema = z.object({
  /** The zones that there are, separated by commas. */
  zones: zoneNames(),
  natsUrl: natsServers(),
  /** Where the monitoring of each of those servers answers (`/varz`): their durability is checked there. */
  natsMonitorUrl: httpUrls(),
  listen: listenAddress(),
  /** Where the control plane keeps what it can rebuild (projections of all zones). */
  dataDir: z.string('must be a folder').min(1, 'must be a folder'),
  durability: durability().default('fsync'),
  replicas: integer(1, 5).default(1),
  auth: authMode().default('none'),
  account: z
    .string()
    .regex(/^\d{12}$/, 'must be twelve digits')
    .default('000000000000'),
  logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  endWithParent: z.stringbool("must be 'true' or 'false'").default(false),
});

/** The settings of a control plane. Their names in the environment: `EDGESTEP_ZONES`, `EDGESTEP_NATS_URL`, … */
export type ControlPlaneConfig = z.output<typeof schema>;

/** Reads the configuration of a control plane. Rejects with `config-invalid` naming every wrong value. */
export async function loadControlPlaneConfig(sources: ConfigSources): Promise<ControlPlaneConfig> {
  const config = await loadConfig(schema, sources);
  requireLoopback([config.listen]);
  requireReplicas(config);
  return config;
}
