import { EdgestepError } from '@edgestep/shared';

import { layOut, type ClusterLayout, type ZoneLayout } from './cluster-layout.ts';
import {
  controlPlanePiece,
  hubServerPiece,
  nodePiece,
  natsUrl,
  zoneServerPiece,
  type PieceCommands,
} from './cluster-pieces.ts';
import type { DevOptions } from './dev-options.ts';
import { endLeftovers } from './end-leftovers.ts';
import { isFree } from './free-ports.ts';
import { Piece, type PieceEvents, type PieceSpec } from './piece.ts';
import type { ReadyLine, ReadyZone } from './ready-line.ts';

/** Who hears how a cluster fares. */
export interface ClusterEvents {
  /** A line for people: what is being started, what died, what is back. */
  progress(line: string): void;
  /** Everything serves: after the start, and again after every restart of a piece. */
  ready(line: ReadyLine): void;
}

interface RunningZone {
  readonly layout: ZoneLayout;
  readonly servers: readonly Piece[];
  readonly nodes: readonly Piece[];
}

/**
 * A hub and its zones as processes of this machine, each started again when it dies. Disposal ends them in the
 * order in which they need each other: nodes, control plane, zone servers, hub server.
 */
export class LocalCluster implements AsyncDisposable {
  readonly #layout: ClusterLayout;
  readonly #hub: Piece;
  readonly #controlPlane: Piece;
  readonly #zones: readonly RunningZone[];

  private constructor(layout: ClusterLayout, hub: Piece, controlPlane: Piece, zones: readonly RunningZone[]) {
    this.#layout = layout;
    this.#hub = hub;
    this.#controlPlane = controlPlane;
    this.#zones = zones;
  }

  /** Starts everything and resolves when it serves. What was started is ended again when a piece does not come up. */
  static async start(
    options: DevOptions,
    commands: PieceCommands,
    events: ClusterEvents,
  ): Promise<LocalCluster> {
    await requireFreePorts(options);
    const layout = await layOut(options);
    const servers = [layout.hub, ...layout.zones.flatMap((zone) => zone.servers)];
    await endLeftovers(servers.map(({ configFile }) => configFile));
    let cluster: LocalCluster | undefined = undefined;
    const pieceEvents: PieceEvents = {
      died: (piece, how) =>
        events.progress(`${piece.spec.name} died (${how})${piece.spec.restart ? '; starting it again' : ''}`),
      restarted: (piece) => {
        events.progress(`${piece.spec.name} is back (pid ${piece.pid})`);
        if (cluster !== undefined) events.ready(cluster.readyLine());
      },
    };
    const made = (spec: PieceSpec) => new Piece(spec, pieceEvents);
    const hub = made(await hubServerPiece(layout, options, commands));
    const zones: RunningZone[] = [];
    for (const zone of layout.zones) {
      zones.push({
        layout: zone,
        servers: await Promise.all(
          zone.servers.map(async (server) =>
            made(await zoneServerPiece(zone, server, layout, options, commands)),
          ),
        ),
        nodes: zone.nodes.map((node) => made(nodePiece(zone, node, layout, options, commands))),
      });
    }
    const controlPlane = made(controlPlanePiece(layout, options, commands));
    cluster = new LocalCluster(layout, hub, controlPlane, zones);
    try {
      await cluster.#startAll(events);
    } catch (error) {
      await cluster[Symbol.asyncDispose]();
      throw error;
    }
    events.ready(cluster.readyLine());
    return cluster;
  }

  async #startAll(events: ClusterEvents): Promise<void> {
    events.progress('starting the nats-servers of the hub and the zones');
    await Promise.all([this.#hub.start(), ...this.#zoneServers().map((server) => server.start())]);
    events.progress('starting the control plane');
    await this.#controlPlane.start();
    events.progress(`starting the edge nodes of ${this.#zones.map(({ layout }) => layout.zone).join(', ')}`);
    await Promise.all(this.#zones.flatMap(({ nodes }) => nodes.map((node) => node.start())));
  }

  #pieces(): readonly Piece[] {
    return [
      this.#hub,
      this.#controlPlane,
      ...this.#zones.flatMap(({ servers, nodes }) => [...servers, ...nodes]),
    ];
  }

  #zoneServers(): readonly Piece[] {
    return this.#zones.flatMap(({ servers }) => servers);
  }

  readyLine(): ReadyLine {
    return {
      ready: true,
      controlPlane: { url: httpUrl(this.#layout.controlPlanePort), pid: this.#controlPlane.pid },
      hub: { nats: natsUrl(this.#layout.hub.port), pid: this.#hub.pid },
      zones: Object.fromEntries(this.#zones.map((zone) => [zone.layout.zone, readyZone(zone)])),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const piece of this.#pieces()) piece.expectEnd();
    await Promise.all(this.#zones.flatMap(({ nodes }) => nodes.map((node) => node.stop())));
    await this.#controlPlane.stop();
    await Promise.all(this.#zoneServers().map((server) => server.stop()));
    await this.#hub.stop();
  }
}

function readyZone({ layout, servers, nodes }: RunningZone): ReadyZone {
  return {
    url: httpUrl(layout.zonePort),
    nats: layout.servers.map(({ port }) => natsUrl(port)).join(','),
    natsPid: servers[0]?.pid ?? 0,
    servers: layout.servers.map(({ name, port }, index) => ({
      name,
      nats: natsUrl(port),
      pid: servers[index]?.pid ?? 0,
    })),
    mqtt: `mqtt://127.0.0.1:${layout.servers[0]?.mqttPort}`,
    nodes: layout.nodes.map((node, index) => ({ url: httpUrl(node.port), pid: nodes[index]?.pid ?? 0 })),
  };
}

async function requireFreePorts(options: DevOptions): Promise<void> {
  const wanted = Array.from({ length: options.zones.length + 1 }, (_, index) => options.portBase + index);
  const taken = [];
  for (const port of wanted) if (!(await isFree(port))) taken.push(port);
  if (taken.length === 0) return;
  throw new EdgestepError(
    'config-invalid',
    `Port ${taken.join(', ')} of 127.0.0.1 is taken: another cluster may be running. Choose others with --port-base.`,
  );
}

function httpUrl(port: number): string {
  return `http://127.0.0.1:${port}`;
}
