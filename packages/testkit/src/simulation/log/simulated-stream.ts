import type { LogRecord } from '@edgestep/engine';
import { LogCursor } from '@edgestep/jetstream';
import type { PartitionId } from '@edgestep/shared';

export type PublishAnswer =
  | { readonly kind: 'stored'; readonly sequence: number }
  | { readonly kind: 'wrong-sequence'; readonly lastSequence: number };

/** A message for a stream, stored only where its sender believes the stream to be (E2). */
export interface ExpectingMessage {
  /** Its subject: each epoch writes on its own. */
  readonly epoch: number;
  readonly bytes: Uint8Array;
  readonly expectedLast: number;
  readonly expectedLastOfEpoch: number;
}

interface Stored {
  readonly epoch: number;
  /** As it lies on the disk. */
  bytes: Uint8Array;
  /** As it was written: what a replica still has. */
  readonly written: Uint8Array;
  readonly record: LogRecord;
}

/** A cursor that begins behind the log's first record can't check what that one has to follow. */
const UNCHAINED = 2;

/** Whoever wants to know that the stream has grown. */
type GrowthListener = () => void;

/**
 * The stream of one partition, as JetStream keeps it: a message is stored if the stream's last sequence, and that of
 * the message's subject, are what it expects. It also knows the truth: which records were ever stored, as they were.
 */
export class SimulatedStream {
  readonly partition: PartitionId;
  readonly name: string;
  readonly #stored: Stored[] = [];
  readonly #lost: LogRecord[] = [];
  readonly #listeners = new Set<GrowthListener>();

  constructor(partition: PartitionId) {
    this.partition = partition;
    this.name = `P${partition}`;
  }

  get lastSequence(): number {
    return this.#stored.length;
  }

  publish({ epoch, bytes, expectedLast, expectedLastOfEpoch }: ExpectingMessage): PublishAnswer {
    const lastOfEpoch = this.#stored.findLastIndex((stored) => stored.epoch === epoch) + 1;
    if (expectedLast !== this.lastSequence || expectedLastOfEpoch !== lastOfEpoch) {
      return { kind: 'wrong-sequence', lastSequence: this.lastSequence };
    }
    const sequence = this.lastSequence + 1;
    // Whether it fits the chain is for the checkers to say.
    const record = new LogCursor(this.name, UNCHAINED).accept({ sequence: UNCHAINED, data: bytes });
    this.#stored.push({ epoch, bytes, written: bytes, record: { ...record, sequence } });
    for (const listener of this.#listeners) listener();
    return { kind: 'stored', sequence };
  }

  /** The bytes on the disk. */
  message(sequence: number): Uint8Array | undefined {
    return this.#stored[sequence - 1]?.bytes;
  }

  onGrowth(listener: GrowthListener): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) };
  }

  /** The truth: what was stored and not lost. */
  get records(): readonly LogRecord[] {
    return this.#stored.map(({ record }) => record);
  }

  /** The truth of one record. */
  recordAt(sequence: number): LogRecord | undefined {
    return this.#stored[sequence - 1]?.record;
  }

  /** Records that were acknowledged and are gone. */
  get lostRecords(): readonly LogRecord[] {
    return this.#lost;
  }

  /** Flips a bit on the disk. */
  damage(sequence: number, bit: number): void {
    const stored = this.#stored[sequence - 1];
    if (stored === undefined) return;
    const bytes = Uint8Array.from(stored.bytes);
    const at = (bit >> 3) % bytes.length;
    bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7));
    stored.bytes = bytes;
  }

  /** Puts back, from a replica, what was damaged. */
  repair(): void {
    for (const stored of this.#stored) stored.bytes = stored.written;
  }

  /** The server died before its disk had the last records. */
  loseLast(count: number): void {
    for (const { record } of this.#stored.splice(Math.max(0, this.#stored.length - count))) {
      this.#lost.push(record);
    }
  }
}
