import { activityOfferSubject, activityWantedSubject, kvKey } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { backoffMs, pause } from '../retry/backoff.ts';
import { request } from '../rpc/request.ts';
import { subscribe } from '../rpc/subscribe.ts';
import { parseOfferAnswer, type ActivityTask, type OfferAnswer } from './activity-messages.ts';
import { handOverTask, withdrawTask } from './hand-over.ts';

/** A task that is offered to whoever polls. */
export interface ActivityOffer {
  /**
   * Called for the poller that accepted, once unless it rejects: records durably that its worker has the task, and
   * answers what it gets; undefined when the task is no longer wanted.
   */
  claim(workerName: string | undefined): Promise<ActivityTask | undefined>;
}

interface PendingOffer {
  readonly offer: ActivityOffer;
  readonly settled: PromiseWithResolvers<void>;
  /** While a poller has been found and is given the task: it is offered to no other. */
  isTaken: boolean;
  /** Claimed already: the poller that it was claimed for vanished before it had it. */
  claimed: ActivityTask | undefined;
}

type Acceptance = Extract<OfferAnswer, { readonly kind: 'accepted' }>;

/** A poller's node answers out of its memory. One that takes longer may still answer; meanwhile another one is asked. */
const PATIENCE_MS = 250;
const OFFER_TIMEOUT_MS = 5_000;
const BACKOFF_MAX_MS = 2_000;

/**
 * The tasks of one activity that this node offers, oldest first. One loop looks for pollers, one at a time, while
 * there are tasks; the tasks are claimed and handed over beside it.
 */
export class OfferedActivity {
  readonly #connection: Connection;
  readonly #name: string;
  readonly #onTrouble: (message: string) => void;
  readonly #offers = new Set<PendingOffer>();
  #isLooking = false;
  /** How many tasks in a row found a poller and did not get to it. */
  #failures = 0;
  #wake = new AbortController();

  constructor(connection: Connection, name: string, onTrouble: (message: string) => void) {
    this.#connection = connection;
    this.#name = name;
    this.#onTrouble = onTrouble;
  }

  get isIdle(): boolean {
    return this.#offers.size === 0;
  }

  /** See `ActivityOffers.offer`. */
  async offer(offer: ActivityOffer, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const settled = Promise.withResolvers<void>();
    const pending: PendingOffer = { offer, settled, isTaken: false, claimed: undefined };
    const giveUp = () => this.#giveUp(pending);
    signal.addEventListener('abort', giveUp);
    this.#offers.add(pending);
    this.#look();
    try {
      await settled.promise;
    } finally {
      signal.removeEventListener('abort', giveUp);
      this.#offers.delete(pending);
    }
  }

  /** Ends all offers, as if their signals were aborted. */
  close(): void {
    for (const pending of [...this.#offers]) this.#giveUp(pending);
  }

  #giveUp(pending: PendingOffer): void {
    this.#offers.delete(pending);
    this.#wake.abort();
    pending.settled.resolve();
  }

  #look(): void {
    if (this.#isLooking || this.#next() === undefined) return;
    this.#isLooking = true;
    this.#lookForPollers().then(
      () => {
        this.#isLooking = false;
        this.#look();
      },
      // The connection is closed for good: other nodes offer the tasks, and these offers end with their signals.
      (fault: unknown) => this.#report('are not offered any more', fault),
    );
  }

  async #lookForPollers(): Promise<void> {
    const wanted = activityWantedSubject(kvKey(this.#name));
    await using _listening = subscribe(this.#connection, wanted, () => this.#wake.abort());
    for (let misses = 0; this.#next() !== undefined;) {
      // Made before the question: a poller that comes while it is under way is not missed.
      this.#wake = new AbortController();
      const answered = new AbortController();
      const isSilent = pause(PATIENCE_MS, answered.signal).then(() => false);
      misses = (await Promise.race([this.#ask(), isSilent])) ? 0 : misses + 1;
      answered.abort();
      const tried = Math.max(misses, this.#failures);
      if (tried > 0) await pause(backoffMs(tried - 1, BACKOFF_MAX_MS), this.#wake.signal);
    }
  }

  /** Asks for a poller. The one that accepts, late or not, gets the oldest task. */
  async #ask(): Promise<boolean> {
    const subject = activityOfferSubject(kvKey(this.#name));
    const outcome = await request(this.#connection, subject, new Uint8Array(), {
      timeoutMs: OFFER_TIMEOUT_MS,
    });
    const answer = outcome.kind === 'answered' ? parseOfferAnswer(outcome.bytes) : undefined;
    if (answer?.kind !== 'accepted') return false;
    this.#match(answer);
    return true;
  }

  #match(poller: Acceptance): void {
    const pending = this.#next();
    if (pending === undefined) return withdrawTask(this.#connection, poller.handOver);
    pending.isTaken = true;
    void this.#give(pending, poller);
  }

  /** Never rejects. */
  async #give(pending: PendingOffer, poller: Acceptance): Promise<void> {
    const task = await this.#claim(pending, poller);
    if (task === undefined) return withdrawTask(this.#connection, poller.handOver);
    try {
      // Also when it is not wanted any more since: the worker is on record as its holder.
      const answer = await handOverTask(this.#connection, poller.handOver, task);
      if (answer.kind === 'taken') {
        this.#failures = 0;
        return pending.settled.resolve();
      }
      this.#offerAgain(pending, 'a task found a poller that vanished', poller.workerName);
    } catch (fault) {
      withdrawTask(this.#connection, poller.handOver);
      pending.settled.reject(fault);
    }
  }

  /** What the poller is to get; undefined when it gets nothing. */
  async #claim(pending: PendingOffer, poller: Acceptance): Promise<ActivityTask | undefined> {
    try {
      pending.claimed ??= await pending.offer.claim(poller.workerName);
      if (pending.claimed === undefined) pending.settled.resolve();
    } catch (fault) {
      this.#offerAgain(pending, 'a task could not be claimed', fault);
    }
    return pending.claimed;
  }

  #offerAgain(pending: PendingOffer, what: string, why: unknown): void {
    this.#failures += 1;
    this.#report(what, why);
    pending.isTaken = false;
    this.#look();
  }

  #report(what: string, why: unknown): void {
    const reason = why instanceof Error ? why.message : String(why);
    this.#onTrouble(`activity ${this.#name}: ${what} (${reason})`);
  }

  /** The oldest task that has no poller. */
  #next(): PendingOffer | undefined {
    for (const pending of this.#offers) if (!pending.isTaken) return pending;
    return undefined;
  }
}
