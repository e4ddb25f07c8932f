import type { AppendOutcome, LogEntry, PartitionLog } from '@edgestep/engine';
import { encodeEntries, hashOf, hashText, openEnvelope, sealEnvelope } from '@edgestep/jetstream';
import { EdgestepError, type PartitionId } from '@edgestep/shared';

import { askServer, type LogAccess } from './log-access.ts';
import type { RaisedFence } from './raise-simulated-fence.ts';
import type { PublishAnswer, SimulatedStream } from './simulated-stream.ts';

interface PendingAppend {
  readonly bytes: Uint8Array;
  readonly outcome: PromiseWithResolvers<AppendOutcome>;
  isStored: boolean;
}

const IN_FLIGHT_MAX = 4;
const ACKNOWLEDGEMENT_TIMEOUT_MS = 500;

/**
 * Appends as `AppendPipeline` of `packages/jetstream` does, over the simulated network: several records under way, each
 * expecting its sequence; when anything but the expected acknowledgement comes, or none, what the stream holds decides.
 */
export class SimulatedPartitionLog implements PartitionLog {
  readonly epoch: number;
  readonly #access: LogAccess;
  readonly #stream: SimulatedStream;
  readonly #signal: AbortSignal;
  readonly #queue: PendingAppend[] = [];
  #lastSequence: number;
  #hash: Uint8Array;
  #sent = 0;
  #generation = 0;
  #isRepairing = false;
  #end: ((outcome: PromiseWithResolvers<AppendOutcome>) => void) | undefined;
  #timer: Disposable | undefined;

  constructor(
    access: LogAccess,
    stream: SimulatedStream,
    epoch: number,
    fence: RaisedFence,
    signal: AbortSignal,
  ) {
    this.#access = access;
    this.#stream = stream;
    this.#signal = signal;
    this.epoch = epoch;
    this.#lastSequence = fence.sequence;
    this.#hash = fence.hash;
    const closed = new EdgestepError('partition-not-owned', 'the log was closed');
    signal.addEventListener('abort', () => this.#settleAll(({ reject }) => reject(closed)));
  }

  get partition(): PartitionId {
    return this.#stream.partition;
  }

  get lastSequence(): number {
    return this.#lastSequence;
  }

  append(entries: readonly LogEntry[]): Promise<AppendOutcome> {
    const outcome = Promise.withResolvers<AppendOutcome>();
    if (this.#end !== undefined) {
      this.#end(outcome);
      return outcome.promise;
    }
    const body = encodeEntries(entries);
    const bytes = sealEnvelope({ kind: 'entries', epoch: this.epoch, previousHash: this.#hash, body });
    this.#hash = hashOf(bytes);
    this.#queue.push({ bytes, outcome, isStored: false });
    this.#send();
    return outcome.promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new EdgestepError('partition-not-owned', 'the log was closed');
    this.#settleAll(({ reject }) => reject(closed));
  }

  #send(): void {
    const { process, network, server } = this.#access;
    while (!this.#isRepairing && this.#sent < Math.min(this.#queue.length, IN_FLIGHT_MAX)) {
      const sequence = this.#lastSequence + 1 + this.#sent;
      const generation = this.#generation;
      const bytes = this.#queue[this.#sent]?.bytes ?? new Uint8Array();
      const expected = { expectedLast: sequence - 1, expectedLastOfEpoch: sequence - 1 };
      network.send(process, server.process, () => {
        void this.#stream
          .publish({ epoch: this.epoch, bytes, ...expected })
          .then((answer) =>
            network.send(server.process, process, () => this.#onAnswer(generation, sequence, answer)),
          );
      });
      if (this.#sent === 0) this.#restartTimer();
      this.#sent += 1;
    }
  }

  #onAnswer(generation: number, sequence: number, answer: PublishAnswer): void {
    if (this.#end !== undefined || this.#isRepairing || generation !== this.#generation) return;
    if (answer.kind !== 'stored' || answer.sequence !== sequence) {
      this.#repair();
      return;
    }
    this.#sent -= this.#stored(sequence);
    this.#restartTimer();
    this.#send();
  }

  /** Gives outcomes from the head of the queue on. Answers how many. */
  #stored(sequence: number): number {
    const pending = this.#queue[sequence - this.#lastSequence - 1];
    if (pending !== undefined) pending.isStored = true;
    let settled = 0;
    for (let head = this.#queue[0]; head?.isStored === true; head = this.#queue[0]) {
      this.#queue.shift();
      this.#lastSequence += 1;
      settled += 1;
      head.outcome.resolve({ kind: 'appended', sequence: this.#lastSequence, hash: hashText(head.bytes) });
    }
    return settled;
  }

  #restartTimer(): void {
    this.#timer?.[Symbol.dispose]();
    if (this.#queue.length === 0) return;
    this.#timer = this.#access.clock.setTimer(ACKNOWLEDGEMENT_TIMEOUT_MS, () => this.#repair());
  }

  #repair(): void {
    if (this.#end !== undefined || this.#isRepairing) return;
    this.#isRepairing = true;
    this.#generation += 1;
    this.#sent = 0;
    this.#timer?.[Symbol.dispose]();
    this.#resolvePending().catch((error: unknown) => this.#settleAll(({ reject }) => reject(error)));
  }

  /** Asks the stream what became of the pending records, one after the other; then sends the rest again. */
  async #resolvePending(): Promise<void> {
    for (let head = this.#queue[0]; head !== undefined; head = this.#queue[0]) {
      const sequence = this.#lastSequence + 1;
      const [bytes, last] = await askServer(this.#access, this.#signal, () => [
        this.#stream.message(sequence),
        this.#stream.lastSequence,
      ]);
      if (this.#end !== undefined) return;
      if (bytes === undefined) {
        if (last === sequence - 1) break;
        throw new EdgestepError('log-damaged', `${this.#stream.name}: records behind ${last} are gone`);
      }
      const opened = openEnvelope(bytes);
      if (opened.kind === 'damaged') throw new EdgestepError('log-damaged', opened.what);
      if (Buffer.compare(opened.envelope.hash, hashOf(head.bytes)) !== 0) {
        const message = `${this.#stream.name} was taken over under epoch ${opened.envelope.epoch}`;
        this.#settleAll(({ resolve }) => resolve({ kind: 'fenced', message }));
        return;
      }
      this.#stored(sequence);
    }
    this.#isRepairing = false;
    this.#send();
  }

  #settleAll(settle: (outcome: PromiseWithResolvers<AppendOutcome>) => void): void {
    if (this.#end !== undefined) return;
    this.#end = settle;
    this.#timer?.[Symbol.dispose]();
    for (const { outcome } of this.#queue.splice(0)) settle(outcome);
  }
}
