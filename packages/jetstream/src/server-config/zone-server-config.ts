import { configText } from './config-text.ts';
import { address, serverBlocks, type ServerOptions } from './server-options.ts';

export interface ZoneServerOptions extends ServerOptions {
  /** The zone's name: also the name of its server and of its JetStream domain. */
  readonly zone: string;
  /** Where the hub takes leaf nodes, for instance `nats://127.0.0.1:7422`. */
  readonly hubLeafUrl: string;
  /** Where devices connect with MQTT 3.1.1; no MQTT when absent. */
  readonly mqttPort?: number;
}

/** How soon a lost link to the hub is tried again, in seconds. The server adds no backoff of its own. */
const LEAF_RECONNECT_SECONDS = 1;

/** The configuration of a zone's nats-server, as text: its own domain, a leaf of the hub, at work with or without it. */
export function zoneServerConfig(options: ZoneServerOptions): string {
  const host = options.host ?? '127.0.0.1';
  return configText({
    ...serverBlocks(options.zone, options.zone, options),
    leafnodes: { reconnect: LEAF_RECONNECT_SECONDS, remotes: [{ url: options.hubLeafUrl }] },
    mqtt: options.mqttPort === undefined ? undefined : { listen: address(host, options.mqttPort) },
  });
}
