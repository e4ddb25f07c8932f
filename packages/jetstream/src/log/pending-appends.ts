import type { AppendOutcome } from '@edgestep/engine';

import { hashText } from './record-envelope.ts';

interface PendingAppend {
  readonly record: Uint8Array;
  readonly outcome: PromiseWithResolvers<AppendOutcome>;
  isStored: boolean;
}

/** A record that waits, and the sequence that it is to get. */
export interface PlacedRecord {
  readonly record: Uint8Array;
  readonly sequence: number;
}

/** The records that were handed in and have no outcome yet, in order. See `AppendPipeline` for P1 and P2. */
export class PendingAppends {
  #queue: PendingAppend[] = [];
  #lastSequence: number;
  #settleLate: ((outcome: PromiseWithResolvers<AppendOutcome>) => void) | undefined;

  constructor(lastSequence: number) {
    this.#lastSequence = lastSequence;
  }

  get length(): number {
    return this.#queue.length;
  }

  /** The sequence of the last record whose outcome was given: the log's end, as far as it is known to be durable. */
  get lastSequence(): number {
    return this.#lastSequence;
  }

  push(record: Uint8Array): Promise<AppendOutcome> {
    const outcome = Promise.withResolvers<AppendOutcome>();
    if (this.#settleLate === undefined) this.#queue.push({ record, outcome, isStored: false });
    else this.#settleLate(outcome);
    return outcome.promise;
  }

  /** The record at a place of the queue, from 0. Throws a RangeError when the queue is shorter. */
  at(place: number): PlacedRecord {
    const pending = this.#queue[place];
    if (pending === undefined) throw new RangeError(`no record waits at place ${place}`);
    return { record: pending.record, sequence: this.#lastSequence + 1 + place };
  }

  /** The record with this sequence is in the stream. Gives the outcomes that this settles; answers how many. */
  stored(sequence: number): number {
    const pending = this.#queue[sequence - this.#lastSequence - 1];
    if (pending !== undefined) pending.isStored = true;
    let settled = 0;
    for (let head = this.#queue[0]; head?.isStored === true; head = this.#queue[0]) {
      this.#queue.shift();
      this.#lastSequence += 1;
      settled += 1;
      head.outcome.resolve({
        kind: 'appended',
        sequence: this.#lastSequence,
        hash: hashText(head.record),
      });
    }
    return settled;
  }

  /** Gives every waiting record, and each that comes later, its outcome. */
  settleAll(settle: (outcome: PromiseWithResolvers<AppendOutcome>) => void): void {
    this.#settleLate = settle;
    const waiting = this.#queue;
    this.#queue = [];
    for (const { outcome } of waiting) settle(outcome);
  }
}
