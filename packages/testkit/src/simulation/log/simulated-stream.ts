import type { LogRecord, RecordMark } from '@edgestep/engine';
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

/** Calls `synced` when the disk has what was written last; never, when the server dies before. */
export type Disk = (synced: () => void) => void;

/**
 * The stream of one partition, as JetStream keeps it: a message is stored if the stream's last sequence, and that of
 * the message's subject, are what it expects; it is acknowledged, and can be read, once the disk has it. The stream
 * also knows the truth: which records were ever stored, as they were.
 */
export class SimulatedStream {
  readonly partition: PartitionId;
  readonly name: string;
  readonly #disk: Disk;
  readonly #stored: Stored[] = [];
  readonly #lost: LogRecord[] = [];
  readonly #listeners = new Set<GrowthListener>();
  /** What an operator has agreed to lose: all behind it, of its epoch or an earlier one. */
  #acceptedLoss: RecordMark | undefined;
  /** Where the log ended after its last loss, and the newest epoch then. */
  #loss: RecordMark | undefined;
  /** Behind what is stored, on its way to the disk. */
  #unsynced: Stored[] = [];

  constructor(partition: PartitionId, disk: Disk) {
    this.partition = partition;
    this.name = `P${partition}`;
    this.#disk = disk;
  }

  get lastSequence(): number {
    return this.#stored.length;
  }

  /** Never settles when the server dies before the disk has the message. */
  publish({ epoch, bytes, expectedLast, expectedLastOfEpoch }: ExpectingMessage): Promise<PublishAnswer> {
    const all = [...this.#stored, ...this.#unsynced];
    const lastOfEpoch = all.findLastIndex((stored) => stored.epoch === epoch) + 1;
    if (expectedLast !== all.length || expectedLastOfEpoch !== lastOfEpoch) {
      return Promise.resolve({ kind: 'wrong-sequence', lastSequence: all.length });
    }
    const sequence = all.length + 1;
    // Whether it fits the chain is for the checkers to say.
    const record = new LogCursor(this.name, UNCHAINED).accept({ sequence: UNCHAINED, data: bytes });
    const stored = { epoch, bytes, written: bytes, record: { ...record, sequence } };
    this.#unsynced.push(stored);
    return new Promise((resolve) => {
      this.#disk(() => {
        if (this.#sync(stored)) resolve({ kind: 'stored', sequence });
      });
    });
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

  /** Whether a record is there, and not another one in its place. */
  has({ sequence, epoch }: RecordMark): boolean {
    return this.recordAt(sequence)?.epoch === epoch;
  }

  /** Whether a record that somebody has seen is missed no more. */
  isGivenUp({ sequence, epoch }: RecordMark): boolean {
    const accepted = this.#acceptedLoss;
    return accepted !== undefined && sequence > accepted.sequence && epoch <= accepted.epoch;
  }

  /** An operator says that what the log lost last is lost for good. */
  acceptLoss(): void {
    this.#acceptedLoss = this.#loss ?? this.#acceptedLoss;
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

  /** The server dies: what it was writing is torn, and cut off when it starts again. Nobody was told of it. */
  tear(): number {
    return this.#unsynced.splice(0).length;
  }

  /** The server's machine died before its disk had the last records, which it had acknowledged all the same. */
  loseLast(count: number): void {
    const epoch = this.#stored.at(-1)?.epoch ?? 0;
    for (const { record } of this.#stored.splice(Math.max(0, this.#stored.length - count))) {
      this.#lost.push(record);
    }
    this.#loss = { sequence: this.#stored.length, epoch: Math.max(epoch, this.#loss?.epoch ?? 0) };
  }

  /** What is on the disk is there with all before it. False when it was torn meanwhile. */
  #sync(stored: Stored): boolean {
    for (let place = this.#unsynced.indexOf(stored); place >= 0; place -= 1) {
      const next = this.#unsynced.shift();
      if (next === undefined) break;
      this.#stored.push(next);
      for (const listener of this.#listeners) listener();
    }
    return this.#stored.includes(stored);
  }
}
