export { type Durability } from './server-config/durability.ts';
export { HUB_DOMAIN, hubServerConfig, type HubServerOptions } from './server-config/hub-server-config.ts';
export { MAX_PAYLOAD_BYTES, type ServerOptions } from './server-config/server-options.ts';
export { zoneServerConfig, type ZoneServerOptions } from './server-config/zone-server-config.ts';
