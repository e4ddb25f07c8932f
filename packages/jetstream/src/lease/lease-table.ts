import type { PartitionId } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { followBucket } from '../kv/follow-bucket.ts';
import { KvBucket, type KvWrite } from '../kv/kv-bucket.ts';
import { encodeRecord, LEASES_BUCKET, parseLease, type Lease, type LeaseRecord } from './lease-records.ts';

const KEY = /^p(\d+)$/;

/** The leases of a zone, as this node sees them, kept current; and the one way to change them. */
export class LeaseTable {
  readonly #leases = new Map<PartitionId, Lease>();
  readonly #bucket: KvBucket;
  #isCurrent = false;

  constructor(connection: Connection) {
    this.#bucket = new KvBucket(connection, LEASES_BUCKET);
  }

  get leases(): ReadonlyMap<PartitionId, Lease> {
    return this.#leases;
  }

  /** False until all leases that were there have been read. */
  get isCurrent(): boolean {
    return this.#isCurrent;
  }

  /** Keeps the table current until the signal is aborted, and calls `onChange` for every lease that changes. */
  async follow(
    connection: Connection,
    signal: AbortSignal,
    onChange: (partition: PartitionId, lease: Lease) => void,
  ): Promise<void> {
    const watch = {
      onRecreated: () => {
        this.#leases.clear();
        this.#isCurrent = false;
      },
      onCurrent: () => {
        this.#isCurrent = true;
      },
    };
    for await (const entry of followBucket(connection, LEASES_BUCKET, signal, watch)) {
      const partition = Number(KEY.exec(entry.key)?.[1] ?? Number.NaN);
      const record = entry.value === undefined ? undefined : parseLease(entry.value);
      if (Number.isNaN(partition) || record === undefined) continue;
      const lease = { ...record, revision: entry.revision };
      if (this.#learn(partition, lease)) onChange(partition, lease);
    }
  }

  /** Writes a lease if it is still the one that the table shows. */
  async write(partition: PartitionId, record: LeaseRecord, signal: AbortSignal): Promise<KvWrite> {
    const expected = this.#leases.get(partition)?.revision ?? 0;
    const written = await this.#bucket.put(`p${partition}`, encodeRecord(record), expected, signal);
    if (written.kind === 'written') this.#learn(partition, { ...record, revision: written.revision });
    return written;
  }

  #learn(partition: PartitionId, lease: Lease): boolean {
    const known = this.#leases.get(partition);
    if (known !== undefined && known.revision >= lease.revision) return false;
    this.#leases.set(partition, lease);
    return true;
  }
}
