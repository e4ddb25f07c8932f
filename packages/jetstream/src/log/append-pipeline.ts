import type { AppendOutcome } from '@edgestep/engine';
import { EdgestepError } from '@edgestep/shared';
import type { Msg } from '@nats-io/nats-core';

import type { Connection } from '../connection/connection.ts';
import { ReplyInbox } from '../connection/reply-inbox.ts';
import { backoffMs, pause } from '../retry/backoff.ts';
import { parsePublishAnswer } from '../stream/publish-answer.ts';
import { expectSequences } from './expected-sequence.ts';
import { lookAt } from './look-at.ts';
import { logDamaged } from './log-damage.ts';
import { PendingAppends, type PlacedRecord } from './pending-appends.ts';

export interface PipelineOptions {
  readonly connection: Connection;
  readonly stream: string;
  readonly subject: string;
  /** How many records may be on their way at once. */
  readonly inFlightMax: number;
  /** The log's last sequence: the own fence. */
  readonly lastSequence: number;
  /** Aborted when the log is closed. */
  readonly signal: AbortSignal;
  /** Hears why appends don't get through just now. */
  readonly onTrouble: (message: string) => void;
  /** Hears that they get through again. */
  readonly onFlowing: () => void;
}

const ACKNOWLEDGEMENT_TIMEOUT_MS = 2_000;
const BACKOFF_MAX_MS = 1_000;

/**
 * Publishes records in the order of the calls, several in flight, and finds out what became of each. Invariants:
 * - P1: the record at place i of the queue expects `lastSequence + i`, both as the log's and as the owner's last
 *   sequence (everything behind the fence is the owner's); nothing else is ever published.
 * - P2: outcomes are given from the head of the queue on, so a record counts as appended only when all before it do.
 * - P3: whenever anything but the expected acknowledgement comes, or none, sending stops (`repairing`), acknowledgements
 *   of what was sent before are ignored from then on (`generation`), and what the stream holds decides.
 */
export class AppendPipeline {
  readonly #options: PipelineOptions;
  readonly #inbox: ReplyInbox;
  readonly #pending: PendingAppends;
  readonly #stopListening: () => void;
  #state: 'flowing' | 'repairing' | 'ended' = 'flowing';
  #sent = 0;
  #generation = 0;
  #failures = 0;
  #acknowledgementTimer: NodeJS.Timeout | undefined;

  constructor(options: PipelineOptions) {
    this.#options = options;
    this.#pending = new PendingAppends(options.lastSequence);
    this.#inbox = new ReplyInbox(options.connection, (token, message) => this.#onAnswer(token, message));
    this.#stopListening = options.connection.onCut(() => {
      if (this.#sent > 0) this.#repair('the connection was cut');
    });
    options.signal.addEventListener('abort', () =>
      this.#end((pending) => pending.reject(new EdgestepError('partition-not-owned', 'the log was closed'))),
    );
  }

  get lastSequence(): number {
    return this.#pending.lastSequence;
  }

  append(record: Uint8Array): Promise<AppendOutcome> {
    const outcome = this.#pending.push(record);
    this.#send();
    return outcome;
  }

  #send(): void {
    while (
      this.#state === 'flowing' &&
      this.#sent < Math.min(this.#pending.length, this.#options.inFlightMax)
    ) {
      if (!this.#options.connection.isConnected) return this.#repair('there is no connection');
      try {
        this.#publish(this.#pending.at(this.#sent));
      } catch (error) {
        return this.#end((pending) => pending.reject(error));
      }
      if (this.#sent === 0) this.#restartTimer();
      this.#sent += 1;
    }
  }

  /** P1. Throws when the connection is being drained, or the server has come back with a smaller `max_payload`. */
  #publish({ record, sequence }: PlacedRecord): void {
    this.#options.connection.nats.publish(this.#options.subject, record, {
      headers: expectSequences(sequence - 1, sequence - 1),
      reply: this.#inbox.subject(`${this.#generation}.${sequence}`),
    });
  }

  #onAnswer(token: string, message: Msg): void {
    const [generation, sequence] = token.split('.').map(Number);
    if (this.#state !== 'flowing' || generation !== this.#generation || sequence === undefined) return;
    const answer = parsePublishAnswer(message);
    if (answer.kind !== 'stored') return this.#repair(answer.message);
    if (answer.sequence !== sequence || answer.stream !== this.#options.stream) {
      return this.#repair(`it was stored at ${answer.sequence} of ${answer.stream} instead of ${sequence}`);
    }
    this.#flows();
    this.#sent -= this.#pending.stored(sequence);
    this.#restartTimer();
    this.#send();
  }

  #restartTimer(): void {
    clearTimeout(this.#acknowledgementTimer);
    if (this.#pending.length === 0) return;
    this.#acknowledgementTimer = setTimeout(
      () => this.#repair(`no acknowledgement came within ${ACKNOWLEDGEMENT_TIMEOUT_MS} ms`),
      ACKNOWLEDGEMENT_TIMEOUT_MS,
    );
  }

  #repair(why: string): void {
    if (this.#state !== 'flowing') return;
    this.#state = 'repairing';
    this.#generation += 1;
    this.#sent = 0;
    clearTimeout(this.#acknowledgementTimer);
    this.#options.onTrouble(`${this.#options.stream}: ${why}`);
    void this.#resolvePending();
  }

  /** P3: asks the stream what became of the pending records, one after the other; then sends the rest again. */
  async #resolvePending(): Promise<void> {
    const { signal, stream } = this.#options;
    try {
      await pause(this.#failures === 0 ? 0 : backoffMs(this.#failures, BACKOFF_MAX_MS), signal);
      this.#failures += 1;
      while (this.#state === 'repairing' && this.#pending.length > 0) {
        const { record, sequence } = this.#pending.at(0);
        const found = await lookAt(this.#options, sequence, record);
        if (this.#isEnded()) return;
        if (found.kind === 'nothing') {
          if (found.lastSequence === sequence - 1) break;
          throw logDamaged(
            stream,
            found.lastSequence + 1,
            `records up to ${sequence - 1} were acknowledged and are gone`,
          );
        }
        if (found.kind === 'fenced') return this.#fence(found.message);
        this.#flows();
        this.#pending.stored(sequence);
      }
      this.#resume();
    } catch (error) {
      this.#end((pending) => pending.reject(error));
    }
  }

  #flows(): void {
    if (this.#failures > 0) this.#options.onFlowing();
    this.#failures = 0;
  }

  #isEnded(): boolean {
    return this.#state === 'ended';
  }

  #resume(): void {
    if (this.#isEnded()) return;
    this.#state = 'flowing';
    this.#send();
  }

  #fence(message: string): void {
    this.#end((pending) => pending.resolve({ kind: 'fenced', message }));
  }

  #end(settle: (pending: PromiseWithResolvers<AppendOutcome>) => void): void {
    if (this.#isEnded()) return;
    this.#state = 'ended';
    clearTimeout(this.#acknowledgementTimer);
    this.#stopListening();
    this.#inbox[Symbol.dispose]();
    this.#pending.settleAll(settle);
  }
}
