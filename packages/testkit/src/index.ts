export { type HubAndZones, startHubAndZones } from './nats/hub-and-zones.ts';
export { LinkProxy, startLinkProxy } from './nats/link-proxy.ts';
export { freePorts } from './nats/free-ports.ts';
export { type NatsCluster, startNatsCluster } from './nats/nats-cluster.ts';
export { natsServerBinary } from './nats/nats-server-binary.ts';
export { type ConfigAt, NatsTestServer, type ServerPlace, startNatsServer } from './nats/nats-test-server.ts';
export { type Pieces, type PiecesOptions, startPieces, type StartedPiece } from './cluster/start-pieces.ts';
export { startCluster, type Cluster, type ClusterOptions } from './cluster/start-cluster.ts';
export { startExample, type RunningExample } from './cluster/start-example.ts';
