import type { PartitionId } from '@edgestep/shared';

/** Appends that are not acknowledged for so long are no passing trouble. */
const STALLED_MS = 5_000;

/** Partitions of this node whose appends don't get through: nothing in them goes on, and nothing is lost. */
export class AppendStalls {
  readonly #since = new Map<PartitionId, { readonly at: number; message: string }>();

  /** An append did not get through; it is tried again. */
  trouble(partition: PartitionId, message: string, now: number): void {
    const known = this.#since.get(partition);
    if (known === undefined) this.#since.set(partition, { at: now, message });
    else known.message = message;
  }

  /** They get through again, or the partition is not this node's any more. */
  over(partition: PartitionId): void {
    this.#since.delete(partition);
  }

  /** What stands still, in words. */
  stalled(now: number): readonly string[] {
    return [...this.#since]
      .filter(([, { at }]) => now - at >= STALLED_MS)
      .map(([partition, { at, message }]) => {
        const seconds = Math.floor((now - at) / 1_000);
        return `partition ${partition} has written nothing for ${seconds} s (${message}); if the disk of its NATS server was full, make room and restart that server`;
      });
  }
}
