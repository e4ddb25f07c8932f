import {
  connect,
  DefinitionView,
  HubCopies,
  isKeptByZone,
  keepDefinitionsMirror,
  serverAgeMs,
  settlePartitions,
  sharedKey,
  watchDurability,
  type Connection,
} from '@edgestep/jetstream';
import type { Logger } from '@edgestep/runtime';

import type { NodeConfig } from '../config/node-config.ts';
import { indexedPartitions } from '../projections/indexed-partitions.ts';
import { createTaskTokenSealer, type TaskTokenSealer } from '../tokens/task-token-sealer.ts';

/** What a node has of its zone: the bus, the copy of the registry, the key that task tokens are signed with. */
export interface ZoneLink {
  readonly connection: Connection;
  /** How many partitions the zone has. */
  readonly partitions: number;
  /** What the hub has of the zone's logs. */
  readonly copies: HubCopies;
  readonly registry: DefinitionView;
  readonly tokens: TaskTokenSealer;
  /** Whether the server gives less durability than was asked: then the node is not ready, and says why. */
  readonly shortfall: () => string | undefined;
}

const TOKEN_KEY = 'task-tokens';

/**
 * Connects to the zone's server. Faults: `server-too-weak` when it is less durable than asked; `config-invalid` when the
 * zone has another number of partitions.
 */
export async function linkToZone(
  config: NodeConfig,
  log: Logger,
  stack: AsyncDisposableStack,
): Promise<ZoneLink> {
  const onTrouble = (message: string) => log.warn({}, message);
  const connection = stack.use(
    await connect({
      servers: config.natsUrl,
      name: `edgestep node ${config.nodeId}`,
      onStatus: (status) => log.info(status, 'connection to the zone'),
    }),
  );
  const { durability: asked, replicas, natsMonitorUrl } = config;
  const durability = stack.use(
    await watchDurability({
      connection,
      durability: asked,
      replicas,
      natsMonitorUrl,
      isWatched: isKeptByZone,
      onShortfall: (shortfall) => log.error({ shortfall }, 'the zone is less durable than asked'),
    }),
  );
  const copies = new HubCopies({
    connection,
    zone: config.zone,
    onTrouble,
    serverAgeMs: () => serverAgeMs(connection, { kind: 'monitor', urls: natsMonitorUrl }),
  });
  const partitions = await settlePartitions({
    connection,
    zone: config.zone,
    configured: config.partitions,
    replicas,
    copies,
    indexed: () => indexedPartitions(config.dataDir, config.zone),
  });
  const mirror = { connection, zone: config.zone, replicas: config.replicas, onTrouble };
  stack.use(keepDefinitionsMirror(mirror));
  const registry = stack.use(new DefinitionView(connection, onTrouble));
  const key = await sharedKey(connection, { name: TOKEN_KEY, replicas: config.replicas });
  const tokens = createTaskTokenSealer(key);
  return { connection, partitions, copies, registry, tokens, shortfall: durability.shortfall };
}
