import type { LogEntry, LogRecord } from '@edgestep/engine';

import { logDamaged } from './log-damage.ts';
import { decodeEntries } from './record-codec.ts';
import { CHAIN_START, openEnvelope, type Envelope } from './record-envelope.ts';

/**
 * Turns the messages of a partition's stream, in order, into records, and proves on the way that they are what was
 * written (E5): none is missing, every checksum fits, each names the hash of the one before, a later epoch begins with
 * a fence, and no epoch comes back.
 */
export class LogCursor {
  readonly #stream: string;
  #next: number;
  #previous: Envelope | undefined;

  /** `firstSequence`: where reading begins. What lies before is unknown, unless it is the log's beginning. */
  constructor(stream: string, firstSequence: number) {
    this.#stream = stream;
    this.#next = firstSequence;
  }

  /** Reads the next message. Fault: `log-damaged`. */
  accept(message: { readonly sequence: number; readonly data: Uint8Array }): LogRecord {
    const { sequence } = message;
    if (sequence !== this.#next) throw this.#missing(sequence);
    const opened = openEnvelope(message.data);
    if (opened.kind === 'damaged') throw logDamaged(this.#stream, sequence, opened.what);
    const { envelope } = opened;
    this.#checkChain(sequence, envelope);
    this.#next = sequence + 1;
    this.#previous = envelope;
    const entries = envelope.kind === 'fence' ? [] : this.#decode(sequence, envelope);
    const hash = Buffer.from(envelope.hash).toString('base64');
    return { sequence, epoch: envelope.epoch, hash, entries };
  }

  #checkChain(sequence: number, envelope: Envelope): void {
    const previous = this.#previous;
    const hash = sequence === 1 ? CHAIN_START : previous?.hash;
    if (hash !== undefined && Buffer.compare(hash, envelope.previousHash) !== 0) {
      throw logDamaged(this.#stream, sequence, 'it was written behind another record than the one before it');
    }
    const before = sequence === 1 ? 0 : previous?.epoch;
    if (before === undefined) return;
    if (envelope.kind === 'fence' ? envelope.epoch <= before : envelope.epoch !== before) {
      const what = `a ${envelope.kind} record of epoch ${envelope.epoch} cannot follow epoch ${before}`;
      throw logDamaged(this.#stream, sequence, what);
    }
  }

  #decode(sequence: number, envelope: Envelope): readonly LogEntry[] {
    try {
      return decodeEntries(envelope.body);
    } catch (cause) {
      throw logDamaged(this.#stream, sequence, 'its body cannot be read', cause);
    }
  }

  #missing(found: number): Error {
    const what =
      found < this.#next
        ? `sequence ${found} comes again`
        : `the records up to ${found - 1} are missing; the next one is ${found}`;
    return logDamaged(this.#stream, this.#next, what);
  }
}
