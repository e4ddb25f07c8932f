import type { Lease, LeaseRecord, NodeBeat } from '@edgestep/jetstream';
import type { PartitionId } from '@edgestep/shared';

import type { SimulatedNetwork } from '../core/simulated-network.ts';
import type { SimulatedProcess } from '../core/simulated-process.ts';

/** A beat as the bucket keeps it: `revision` orders all of them. */
export interface KeptBeat {
  readonly beat: NodeBeat;
  readonly revision: number;
}

/**
 * A node that hears the beats of all. Each word brings the newest beat of everyone, as a watch of a bucket does that
 * was interrupted: who hears its own beat has heard all that came before it (B2).
 */
export interface BeatListener {
  readonly process: SimulatedProcess;
  readonly onBeats: (beats: readonly KeptBeat[]) => void;
}

export type LeaseWrite = { readonly kind: 'written'; readonly lease: Lease } | { readonly kind: 'conflict' };

/** The buckets of beats and leases, as the server keeps them. A lease is written only over the revision that is there. */
export class SimulatedLeaseServer {
  readonly #network: SimulatedNetwork;
  readonly #process: SimulatedProcess;
  readonly #leases = new Map<PartitionId, Lease>();
  readonly #beats = new Map<string, KeptBeat>();
  readonly #listeners: BeatListener[] = [];
  #revision = 0;

  constructor(network: SimulatedNetwork, process: SimulatedProcess) {
    this.#network = network;
    this.#process = process;
  }

  get leases(): readonly (readonly [PartitionId, Lease])[] {
    return [...this.#leases];
  }

  listen(listener: BeatListener): void {
    const dead = this.#listeners.findIndex(({ process }) => !process.isAlive);
    if (dead >= 0) this.#listeners.splice(dead, 1);
    this.#listeners.push(listener);
  }

  beat(beat: NodeBeat): void {
    this.#revision += 1;
    this.#beats.set(beat.nodeId, { beat, revision: this.#revision });
    const all = [...this.#beats.values()];
    for (const { process, onBeats } of this.#listeners) {
      if (process.isAlive) this.#network.send(this.#process, process, () => onBeats(all));
    }
  }

  write(partition: PartitionId, record: LeaseRecord, expectedRevision: number): LeaseWrite {
    if ((this.#leases.get(partition)?.revision ?? 0) !== expectedRevision) return { kind: 'conflict' };
    this.#revision += 1;
    const lease = { ...record, revision: this.#revision };
    this.#leases.set(partition, lease);
    return { kind: 'written', lease };
  }
}
