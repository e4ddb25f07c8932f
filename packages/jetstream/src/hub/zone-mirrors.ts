import { mirrorDeliverSubject, mirrorStream, partitionStream, type PartitionId } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { MirrorKeeper } from '../mirror/mirror-keeper.ts';
import { copiedPartitions } from '../repair/list-partitions.ts';
import { retried } from '../retry/retried.ts';
import type { MirrorHealth, MirrorSpec } from '../mirror/mirror-spec.ts';

export interface ZoneMirrorsOptions {
  /** A connection to the hub's server. */
  readonly connection: Connection;
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
  readonly #zones = new Map<string, { readonly keeper: MirrorKeeper; readonly partitions: number }>();

  constructor(options: ZoneMirrorsOptions) {
    this.#options = options;
  }

  /**
   * Begins to mirror so many partitions of a zone: now, or as soon as it is linked. Those that are mirrored already are
   * left alone.
   */
  mirror(zone: string, partitions: number): void {
    const { connection, onTrouble = () => {} } = this.#options;
    const known = this.#zones.get(zone);
    const mirrors = this.#specs(zone, partitions).slice(known?.partitions ?? 0);
    if (mirrors.length === 0) return;
    known?.keeper.add(mirrors);
    const keeper =
      known?.keeper ?? new MirrorKeeper({ connection, mirrors, onOtherOrigin: 'set-aside', onTrouble });
    this.#zones.set(zone, { keeper, partitions });
  }

  /** How many partitions the hub has copies of: those of a zone up to the highest one. */
  async copied(zone: string, signal: AbortSignal): Promise<number> {
    const { connection } = this.#options;
    const partitions = await retried(connection, signal, () => copiedPartitions(connection, zone));
    return Math.max(-1, ...partitions) + 1;
  }

  /** Undefined for a zone that is not mirrored. */
  state(zone: string): ZoneMirrorState | undefined {
    const known = this.#zones.get(zone);
    if (known === undefined) return undefined;
    const { health } = known.keeper;
    const of = (partition: PartitionId) => health.get(mirrorStream(zone, partition));
    const all = Array.from({ length: known.partitions }, (_, partition) => of(partition));
    return {
      isReachable: all.some((each) => each !== undefined && each.kind !== 'unreachable'),
      lag: all.reduce((sum, each) => sum + lagOf(each), 0),
      stalled: all.flatMap((each, partition) => (each?.kind === 'stalled' ? [partition] : [])),
    };
  }

  #specs(zone: string, partitions: number): readonly MirrorSpec[] {
    const { replicas = 1 } = this.#options;
    return Array.from({ length: partitions }, (_, partition) => ({
      origin: { stream: partitionStream(partition), domain: zone },
      copy: mirrorStream(zone, partition),
      description: `Edgestep: the log of partition ${partition} of ${zone}`,
      replicas,
      consumer: 'edgestep_hub',
      isChained: true,
      isUnsynced: true,
      deliverSubject: mirrorDeliverSubject(zone, partitionStream(partition)),
    }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#zones.values()].map(({ keeper }) => keeper[Symbol.asyncDispose]()));
  }
}

function lagOf(health: MirrorHealth | undefined): number {
  return health?.kind === 'following' || health?.kind === 'stalled' ? health.lag : 0;
}
