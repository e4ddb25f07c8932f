import {
  authMode,
  durability,
  httpUrl,
  httpUrls,
  integer,
  listenAddress,
  loadConfig,
  natsServers,
  paths,
  requireLoopback,
  requireReplicas,
  secret,
  zoneName,
  type ConfigSources,
} from '@edgestep/runtime';
import { EdgestepError, PARTITIONS_MAX } from '@edgestep/shared';
import { z } from 'zod';

import { blobAccount, blobConnectionString, blobUrl } from './blob-account.ts';

const schema = z.object({
  /** The zone that this node serves: the JetStream domain of `natsUrl`. */
  zone: zoneName(),
  /** Unique among the zone's nodes, and the same after a restart. */
  nodeId: z
    .string('must name this node')
    .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, _ or -'),
  natsUrl: natsServers(),
  /** Where the monitoring of each of those servers answers (`/varz`): their durability is checked there. */
  natsMonitorUrl: httpUrls(),
  /** This node's own address. */
  listen: listenAddress(),
  /** An address that all nodes of the zone on this machine share (SO_REUSEPORT). */
  zoneListen: listenAddress().optional(),
  /** Where this node keeps what it can rebuild (projections). */
  dataDir: z.string('must be a folder').min(1, 'must be a folder'),
  /** An endpoint with the AWS Lambda Invoke API, for functions without a worker in the zone. */
  functionsUrl: httpUrl().optional(),
  /** An account of Azure Blob Storage, for buckets that the zone does not have; with the node's own identity. */
  blobUrl: blobUrl().optional(),
  /** The same, with a key or a signature. */
  blobConnectionString: secret(blobConnectionString().optional()),
  durability: durability().default('fsync'),
  /** How many servers of the zone hold each log: 3 in production. */
  replicas: integer(1, 5).default(1),
  /** How many partitions a new zone gets; later it must be what the zone has, which counts when this is absent. */
  partitions: integer(1, PARTITIONS_MAX).optional(),
  /** In percent: a store that is so full takes no new executions … */
  storageStartPercent: integer(1, 100).default(85),
  /** … and one that is so full nothing but what finishes open ones. */
  storageFinishPercent: integer(1, 100).default(95),
  /** Folders whose disks count, beside the servers' JetStream stores; `dataDir` when absent. */
  storagePaths: paths().optional(),
  /** How often each log is read from its beginning to its end, to find damage; 0: never. */
  scrubHours: integer(0, 8_760).default(24),
  auth: authMode().default('none'),
  account: z
    .string()
    .regex(/^\d{12}$/, 'must be twelve digits')
    .default('000000000000'),
  logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  endWithParent: z.stringbool("must be 'true' or 'false'").default(false),
});

/** The settings of an edge node. Their names in the environment: `EDGESTEP_ZONE`, `EDGESTEP_NODE_ID`, … */
export type NodeConfig = z.output<typeof schema>;

/** The settings of a node that knows how many partitions its zone has. */
export type ServingConfig = NodeConfig & { readonly partitions: number };

/** Reads the configuration of a node. Rejects with `config-invalid` naming every wrong value. */
export async function loadNodeConfig(sources: ConfigSources): Promise<NodeConfig> {
  const config = await loadConfig(schema, sources);
  blobAccount(config);
  requireReplicas(config);
  requireMarks(config);
  requireLoopback(config.zoneListen === undefined ? [config.listen] : [config.listen, config.zoneListen]);
  return config;
}

function requireMarks({ storageStartPercent, storageFinishPercent }: NodeConfig): void {
  if (storageStartPercent <= storageFinishPercent) return;
  throw new EdgestepError(
    'config-invalid',
    `EDGESTEP_STORAGE_START_PERCENT (${storageStartPercent}) must not be above EDGESTEP_STORAGE_FINISH_PERCENT (${storageFinishPercent})`,
  );
}
