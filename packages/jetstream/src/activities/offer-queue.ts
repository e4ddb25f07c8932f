import { activityOfferSubject } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { request } from '../rpc/request.ts';
import {
  decodeMessage,
  encodeMessage,
  type ActivityTask,
  type HandOver,
  type HandOverAnswer,
  type PollerAnswer,
} from './activity-messages.ts';

/** A task that waits for a poller. */
export interface Offer {
  /** Records durably who has the task, and gives what the worker gets; undefined when it is not wanted any more. */
  readonly claim: (workerName: string | undefined) => Promise<ActivityTask | undefined>;
  /** The claim, once it was made: it is not made twice. */
  claimed?: Promise<ActivityTask | undefined>;
  /** It was handed over, or is not wanted any more. */
  readonly done: () => void;
}

type Accepted = Extract<PollerAnswer, { readonly kind: 'accept' }>;

/** A poller answers an offer at once, or its link is frozen. */
const OFFER_TIMEOUT_MS = 750;
const HAND_OVER_TIMEOUT_MS = 2_000;
/** Pollers that have just got another task decline, and some say nothing; others may be free. */
const ASKED_MAX = 4;

/** The tasks of one activity that wait on this node, the oldest first, each offered until somebody has it. */
export class OfferQueue {
  readonly #connection: Connection;
  readonly #subject: string;
  readonly #onTrouble: (message: string) => void;
  readonly #waiting: Offer[] = [];
  #isOffering = false;
  #mayHavePollers = false;

  constructor(connection: Connection, key: string, onTrouble: (message: string) => void) {
    this.#connection = connection;
    this.#subject = activityOfferSubject(key);
    this.#onTrouble = onTrouble;
  }

  get length(): number {
    return this.#waiting.length;
  }

  add(offer: Offer): void {
    this.#waiting.push(offer);
    this.wake();
  }

  remove(offer: Offer): void {
    const place = this.#waiting.indexOf(offer);
    if (place >= 0) this.#waiting.splice(place, 1);
  }

  /** There may be pollers: offers what waits, one task after the other, until nobody takes any more. */
  wake(): void {
    this.#mayHavePollers = true;
    if (!this.#isOffering) void this.#offerAll();
  }

  async #offerAll(): Promise<void> {
    this.#isOffering = true;
    while (this.#mayHavePollers && this.#waiting.length > 0) {
      this.#mayHavePollers = false;
      const accepted = await this.#findPoller();
      const offer = accepted === undefined ? undefined : this.#waiting.shift();
      if (accepted === undefined) continue;
      this.#mayHavePollers = true;
      // The next poller need not wait until this one has its task.
      if (offer === undefined) void this.#send(accepted, { kind: 'withdrawn' });
      else void this.#handOver(offer, accepted);
    }
    this.#isOffering = false;
  }

  async #findPoller(): Promise<Accepted | undefined> {
    for (let asked = 0; asked < ASKED_MAX; asked += 1) {
      const outcome = await request(this.#connection, this.#subject, new Uint8Array(), {
        timeoutMs: OFFER_TIMEOUT_MS,
      });
      if (outcome.kind === 'timeout') continue;
      if (outcome.kind !== 'answered') return undefined;
      const answer = decodeMessage<PollerAnswer>(outcome.bytes);
      if (answer?.kind === 'accept') return answer;
    }
    return undefined;
  }

  async #handOver(offer: Offer, accepted: Accepted): Promise<void> {
    try {
      offer.claimed ??= offer.claim(accepted.workerName);
      const task = await offer.claimed;
      if (task === undefined) {
        offer.done();
        await this.#send(accepted, { kind: 'withdrawn' });
      } else if (await this.#send(accepted, { kind: 'task', task })) {
        offer.done();
      } else {
        this.#offerAgain(offer);
      }
    } catch (error) {
      this.#onTrouble(
        `an activity's task could not be claimed: ${error instanceof Error ? error.message : String(error)}`,
      );
      delete offer.claimed;
      await this.#send(accepted, { kind: 'withdrawn' });
      this.#waiting.unshift(offer);
    }
  }

  #offerAgain(offer: Offer): void {
    this.#waiting.unshift(offer);
    this.wake();
  }

  /** True when the poller said that it has it. */
  async #send(accepted: Accepted, handOver: HandOver): Promise<boolean> {
    const outcome = await request(this.#connection, accepted.handOverSubject, encodeMessage(handOver), {
      timeoutMs: HAND_OVER_TIMEOUT_MS,
    });
    return outcome.kind === 'answered' && decodeMessage<HandOverAnswer>(outcome.bytes)?.kind === 'taken';
  }
}
