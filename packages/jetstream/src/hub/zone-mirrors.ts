import { mirrorDeliverSubject, mirrorStream, partitionStream, type PartitionId } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { MirrorKeeper } from '../mirror/mirror-keeper.ts';
import type { MirrorHealth } from '../mirror/mirror-spec.ts';

export interface ZoneMirrorsOptions {
  /** A connection to the hub's server. */
  readonly connection: Connection;
  /** How many partitions a zone has. */
  readonly partitions: number;
  /** How many of the hub's servers keep each copy; 1 when absent. */
  readonly replicas?: number;
  readonly onTrouble?: (message: string) => void;
}

/** A zone's logs at the hub: how far the copies are behind. */
export interface ZoneMirrorState {
  readonly isReachable: boolean;
  /** How many records the hub has still to get, over all partitions; as of the last time that the zone answered. */
  readonly lag: number;
  /** Partitions whose copy does not grow though it should. */
  readonly stalled: readonly PartitionId[];
}

/** The hub's copies of the partition logs of all its zones. Read them with a `JetStreamLogReader` on `mirrorStream`. */
export class ZoneMirrors implements AsyncDisposable {
  readonly #options: ZoneMirrorsOptions;
  readonly #keepers = new Map<string, MirrorKeeper>();

  constructor(options: ZoneMirrorsOptions) {
    this.#options = options;
  }

  /** Begins to mirror a zone: now, or as soon as it is linked. A zone that is mirrored already is left alone. */
  add(zone: string): void {
    if (this.#keepers.has(zone)) return;
    const { connection, partitions, replicas = 1, onTrouble = () => {} } = this.#options;
    const mirrors = Array.from({ length: partitions }, (_, partition) => ({
      origin: { stream: partitionStream(partition), domain: zone },
      copy: mirrorStream(zone, partition),
      description: `Edgestep: the log of partition ${partition} of ${zone}`,
      replicas,
      consumer: 'edgestep_hub',
      isChained: true,
      deliverSubject: mirrorDeliverSubject(zone, partitionStream(partition)),
    }));
    this.#keepers.set(zone, new MirrorKeeper({ connection, mirrors, onOtherOrigin: 'set-aside', onTrouble }));
  }

  /** Undefined for a zone that was not added. */
  state(zone: string): ZoneMirrorState | undefined {
    const health = this.#keepers.get(zone)?.health;
    if (health === undefined) return undefined;
    const of = (partition: PartitionId) => health.get(mirrorStream(zone, partition));
    const all = Array.from({ length: this.#options.partitions }, (_, partition) => of(partition));
    return {
      isReachable: all.some((each) => each !== undefined && each.kind !== 'unreachable'),
      lag: all.reduce((sum, each) => sum + lagOf(each), 0),
      stalled: all.flatMap((each, partition) => (each?.kind === 'stalled' ? [partition] : [])),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#keepers.values()].map((keeper) => keeper[Symbol.asyncDispose]()));
  }
}

function lagOf(health: MirrorHealth | undefined): number {
  return health?.kind === 'following' || health?.kind === 'stalled' ? health.lag : 0;
}
