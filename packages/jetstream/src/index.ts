export { connect } from './connection/connect.ts';
export { Connection } from './connection/connection.ts';
export type { ConnectionStatus, ConnectOptions, NatsCredentials } from './connection/connection-options.ts';
export { checkServerDurability } from './durability/check-server.ts';
export type { FactsSource } from './durability/read-server-facts.ts';
export { type Durability } from './server-config/durability.ts';
export { HUB_DOMAIN, hubServerConfig, type HubServerOptions } from './server-config/hub-server-config.ts';
export { MAX_PAYLOAD_BYTES, type ServerOptions } from './server-config/server-options.ts';
export { zoneServerConfig, type ZoneServerOptions } from './server-config/zone-server-config.ts';
