import { configText } from './config-text.ts';
import { address, serverBlocks, type ServerOptions } from './server-options.ts';

/** The JetStream domain of the hub. */
export const HUB_DOMAIN = 'hub';

export interface HubServerOptions extends ServerOptions {
  /** Where the zones' servers connect as leaf nodes. */
  readonly leafPort: number;
}

/** The configuration of the hub's nats-server, as text. */
export function hubServerConfig(options: HubServerOptions): string {
  return configText({
    ...serverBlocks(HUB_DOMAIN, HUB_DOMAIN, options),
    leafnodes: { listen: address(options.host ?? '127.0.0.1', options.leafPort) },
  });
}
