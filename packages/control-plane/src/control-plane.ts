import {
  answerCall,
  createFrontDoor,
  type ApiHandlers,
  type CallTransport,
  type FrontDoor,
  type Readiness,
  type RestRoute,
} from '@edgestep/gateway';
import {
  connect,
  DefinitionStore,
  isKeptByHub,
  JetStreamLogReader,
  request,
  serve,
  watchDurability,
  ZoneMirrors,
  type Connection,
  type DurabilityWatch,
} from '@edgestep/jetstream';
import { registryReadHandlers, type RegistryContext } from '@edgestep/registry';
import type { Logger } from '@edgestep/runtime';
import {
  ApiError,
  HUB_REGION,
  HUB_REVISION_SUBJECT,
  hubApiSubject,
  mirrorStream,
  zoneApiSubject,
  zoneStatusSubject,
  type ZoneReport,
} from '@edgestep/shared';
import { randomUUID } from 'node:crypto';

import type { ControlPlaneConfig } from './config/control-plane-config.ts';
import { hubReadHandlers } from './executions/hub-read-handlers.ts';
import { HubProjections } from './projections/hub-projections.ts';
import { deletingHandlers, removeStateMachines } from './registry/remove-state-machines.ts';
import { RegistryWriter } from './registry/registry-writer.ts';

import { zonesRoute } from './rest/zones-route.ts';
import { routedHandlers } from './routing/execution-handlers.ts';
import { testStateHandler } from './test-state/test-state-handler.ts';
import { ZoneDirectory } from './zones/zone-directory.ts';
import { ZonePartitions } from './zones/zone-partitions.ts';

/** Of several control planes, one answers each call. */
const QUEUE = 'control-plane';
/** The centre shows a zone as it was moments ago: what was recorded in such a moment comes together. */
const REST_MS = 20;
const ZONE_CALL_TIMEOUT_MS = 70_000;
const ZONE_STATUS_TIMEOUT_MS = 1_000;
/** A hub that is there says within this time what it has, also while its servers elect a leader. */
const HUB_TIMEOUT_MS = 15_000;
/** Within the time that a process has to end, everything else has to end too. */
const DRAIN_TIMEOUT_MS = 3_000;

/**
 * Starts a control plane: the registry's only writer, the mirrors and projections of all zones, and the front door
 * that routes executions to zones. Disposal ends it in the reverse order of its making.
 */
export async function startControlPlane(config: ControlPlaneConfig, log: Logger): Promise<AsyncDisposable> {
  const stack = new AsyncDisposableStack();
  try {
    await compose(config, log, stack);
    return stack;
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

async function compose(config: ControlPlaneConfig, log: Logger, stack: AsyncDisposableStack): Promise<void> {
  const onTrouble = (message: string) => log.warn({}, message);
  const connection = stack.use(
    await connect({
      servers: config.natsUrl,
      name: 'edgestep control plane',
      onStatus: (status) => log.info(status, 'connection to the hub'),
    }),
  );
  const durability = stack.use(await watchHub(connection, config, log));
  const store = stack.use(await DefinitionStore.open({ connection, replicas: config.replicas, onTrouble }));
  const mirrors = stack.use(new ZoneMirrors({ connection, replicas: config.replicas, onTrouble }));
  const projections = stack.use(
    new HubProjections({
      zones: config.zones,
      dataDir: config.dataDir,
      mirrorOf: (zone) =>
        new JetStreamLogReader(connection, {
          streamOf: (partition) => mirrorStream(zone, partition),
          restMs: REST_MS,
        }),
      log,
    }),
  );
  const partitions = await followZones(config, mirrors, projections, log);
  const directory = stack.use(
    new ZoneDirectory(config.zones, {
      ask: (zone, asking) => askZone(connection, zone, asking),
      onReport: (report) => partitions.hear(report),
      onTrouble,
    }),
  );
  const writer = new RegistryWriter(store);
  const remover = stack.use(
    removeStateMachines({
      view: store.view,
      writer,
      projections,
      transport: (zone) => zoneTransport(connection, zone),
      onTrouble,
    }),
  );
  const handlersOf = (region: string): ApiHandlers => {
    const context = registryContext(config, region);
    const writes = writer.handlers(context);
    return { ...registryReadHandlers(store.view, context), ...writes, ...deletingHandlers(writes, remover) };
  };
  for (const zone of config.zones) stack.use(serveZone(connection, zone, handlersOf(zone), log));
  stack.use(serveRevision(connection, store));
  const routed = routedHandlers({
    zones: config.zones,
    transport: (zone) => zoneTransport(connection, zone),
    reachable: () => directory.reachable(),
  });
  const handlers: ApiHandlers = {
    ...handlersOf(HUB_REGION),
    ...routed,
    TestState: testStateHandler(routed.TestState, config.account),
    ...hubReadHandlers(store.view, projections.reader, config.zones),
  };
  const door = stack.use(
    await frontDoor(
      { handlers, readiness: () => readiness(connection, durability) },
      zonesRoute(directory, projections, partitions),
      log,
    ),
  );
  const { url } = await door.listen(config.listen);
  log.info({ url, zones: config.zones }, 'the control plane serves');
}

/** What the hub has copies of is followed at once, also of zones that are cut off; the rest when they answer. */
async function followZones(
  { zones }: ControlPlaneConfig,
  mirrors: ZoneMirrors,
  projections: HubProjections,
  log: Logger,
): Promise<ZonePartitions> {
  const partitions = new ZonePartitions({
    follow: (zone, count) => {
      mirrors.mirror(zone, count);
      projections.follow(zone, count);
    },
    onDoubt: (message) => log.error({}, message),
  });
  const signal = AbortSignal.timeout(HUB_TIMEOUT_MS);
  for (const zone of zones) partitions.found(zone, await mirrors.copied(zone, signal));
  return partitions;
}

/** The hub keeps the definitions, and what is left of a zone's logs when that loses its disk. */
function watchHub(
  connection: Connection,
  { durability, replicas, natsMonitorUrl, zones }: ControlPlaneConfig,
  log: Logger,
): Promise<DurabilityWatch> {
  return watchDurability({
    connection,
    durability,
    replicas,
    natsMonitorUrl,
    isWatched: isKeptByHub(zones),
    onShortfall: (shortfall) => log.error({ shortfall }, 'the hub is less durable than asked'),
  });
}

function readiness(connection: Connection, durability: DurabilityWatch): Readiness {
  const shortfall = durability.shortfall();
  const reasons = [
    ...(connection.isConnected ? [] : ['the connection to the hub’s nats-server is cut']),
    ...(shortfall === undefined ? [] : [shortfall]),
  ];
  return { ready: reasons.length === 0, reasons };
}

function frontDoor(
  behind: { readonly handlers: ApiHandlers; readonly readiness: () => Readiness },
  route: RestRoute,
  log: Logger,
): Promise<FrontDoor> {
  return createFrontDoor({
    ...behind,
    log,
    routes: [route],
    limits: { drainTimeoutMs: DRAIN_TIMEOUT_MS },
  });
}

function registryContext(config: ControlPlaneConfig, region: string): () => RegistryContext {
  return () => ({ now: Date.now(), region, account: config.account, uuid: randomUUID });
}

/** Answers the writes that a zone forwards; the ARNs of the answers are the zone's. */
function serveZone(
  connection: Connection,
  zone: string,
  handlers: ApiHandlers,
  log: Logger,
): AsyncDisposable {
  return serve(connection, {
    subject: hubApiSubject(zone),
    queue: QUEUE,
    handler: (bytes, signal) => answerCall(handlers, bytes, signal, log),
  });
}

/** Tells zones how far the registry has come. */
function serveRevision(connection: Connection, store: DefinitionStore): AsyncDisposable {
  return serve(connection, {
    subject: HUB_REVISION_SUBJECT,
    queue: QUEUE,
    handler: async () => new TextEncoder().encode(String(store.view.lastRevision)),
  });
}

function zoneTransport(connection: Connection, zone: string): CallTransport {
  return async (call, signal) => {
    const outcome = await request(connection, zoneApiSubject(zone), call, {
      timeoutMs: ZONE_CALL_TIMEOUT_MS,
      signal,
    });
    if (outcome.kind === 'answered') return outcome.bytes;
    throw new ApiError(
      'ServiceUnavailable',
      `The zone ${zone} does not answer (${outcome.kind}). Try again.`,
    );
  };
}

async function askZone(
  connection: Connection,
  zone: string,
  signal: AbortSignal,
): Promise<ZoneReport | undefined> {
  const outcome = await request(connection, zoneStatusSubject(zone), new Uint8Array(), {
    timeoutMs: ZONE_STATUS_TIMEOUT_MS,
    signal,
  });
  if (outcome.kind !== 'answered') return undefined;
  return JSON.parse(new TextDecoder().decode(outcome.bytes)) as ZoneReport;
}
