import {
  connect,
  DefinitionView,
  isKeptByZone,
  keepDefinitionsMirror,
  sharedKey,
  watchDurability,
  type Connection,
} from '@edgestep/jetstream';
import type { Logger } from '@edgestep/runtime';

import type { NodeConfig } from '../config/node-config.ts';
import { createTaskTokenSealer, type TaskTokenSealer } from '../tokens/task-token-sealer.ts';

/** What a node has of its zone: the bus, the copy of the registry, the key that task tokens are signed with. */
export interface ZoneLink {
  readonly connection: Connection;
  readonly registry: DefinitionView;
  readonly tokens: TaskTokenSealer;
  /** Whether the server gives less durability than was asked: then the node is not ready, and says why. */
  readonly shortfall: () => string | undefined;
}

const TOKEN_KEY = 'task-tokens';

/** Connects to the zone's server. Fault: `server-too-weak` when it is less durable than asked. */
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
  const mirror = { connection, zone: config.zone, replicas: config.replicas, onTrouble };
  stack.use(keepDefinitionsMirror(mirror));
  const registry = stack.use(new DefinitionView(connection, onTrouble));
  const key = await sharedKey(connection, { name: TOKEN_KEY, replicas: config.replicas });
  return { connection, registry, tokens: createTaskTokenSealer(key), shortfall: durability.shortfall };
}
