import { configText, type ConfigBlock } from './config-text.ts';
import { LINK_PASSWORD_DEFAULT, LINK_USER } from './link-subjects.ts';
import { address, serverBlocks, type ClusterPlace, type ServerOptions } from './server-options.ts';

export interface ZoneServerOptions extends ServerOptions {
  /** The zone's name: also the name of its only server, of its cluster of servers, and of its JetStream domain. */
  readonly zone: string;
  /** Absent for a zone with one server. */
  readonly cluster?: ClusterPlace;
  /** Where the hub takes leaf nodes, for instance `nats://127.0.0.1:7422`. */
  readonly hubLeafUrl: string;
  /** What the zone logs in to the hub with; the same as in the hub's configuration. */
  readonly linkPassword?: string;
  /** Where devices connect with MQTT 3.1.1; no MQTT when absent. */
  readonly mqttPort?: number;
}

/** How soon a lost link to the hub is tried again, in seconds. The server adds no backoff of its own. */
const LEAF_RECONNECT_SECONDS = 1;

/** The configuration of a zone's nats-server, as text: its own domain, a leaf of the hub, at work with or without it. */
export function zoneServerConfig(options: ZoneServerOptions): string {
  const host = options.host ?? '127.0.0.1';
  return configText({
    ...serverBlocks(options.cluster?.serverName ?? options.zone, options.zone, options),
    cluster: clusterBlock(options, host),
    leafnodes: { reconnect: LEAF_RECONNECT_SECONDS, remotes: [{ url: linkUrl(options) }] },
    mqtt: options.mqttPort === undefined ? undefined : { listen: address(host, options.mqttPort) },
  });
}

function clusterBlock({ zone, cluster }: ZoneServerOptions, host: string): ConfigBlock | undefined {
  if (cluster === undefined) return undefined;
  return { name: zone, listen: address(host, cluster.routePort), routes: cluster.routes };
}

/** The hub's address with the user that `LINK_SUBJECTS` are allowed to, unless it names another one. */
function linkUrl(options: ZoneServerOptions): string {
  const url = new URL(options.hubLeafUrl);
  if (url.username !== '') return options.hubLeafUrl;
  url.username = LINK_USER;
  url.password = options.linkPassword ?? LINK_PASSWORD_DEFAULT;
  return url.toString();
}
