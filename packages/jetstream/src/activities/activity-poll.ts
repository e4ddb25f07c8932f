import { activityOfferSubject, activityWantedSubject } from '@edgestep/shared';
import type { Msg, Subscription } from '@nats-io/nats-core';

import type { Connection } from '../connection/connection.ts';
import {
  ACTIVITY_QUEUE,
  decodeMessage,
  encodeMessage,
  type ActivityTask,
  type HandOver,
} from './activity-messages.ts';

export interface PollOptions {
  readonly connection: Connection;
  /** `kvKey` of the activity's name. */
  readonly key: string;
  readonly workerName: string | undefined;
  /** Where hand-overs for this poll arrive. */
  readonly handOverSubject: string;
}

/** Owners come and go: who waits says so again and again. */
const WANTED_INTERVAL_MS = 3_000;
/** An owner that was accepted and does not hand its task over in this time is gone. */
const HAND_OVER_TIMEOUT_MS = 5_000;

/**
 * One wait for a task of an activity. It is free, and listens for offers; or it has accepted one, and listens no more,
 * so that it never gets two tasks.
 */
export class ActivityPoll {
  readonly task: Promise<ActivityTask | undefined>;
  readonly #options: PollOptions;
  readonly #settle: (task: ActivityTask | undefined) => void;
  readonly #wantedTimer: NodeJS.Timeout;
  readonly #stopListening: () => void;
  #subscription: Subscription | undefined;
  #handOverTimer: NodeJS.Timeout | undefined;
  #state: 'free' | 'accepted' | 'ended' = 'free';
  #isLate = false;

  constructor(options: PollOptions) {
    this.#options = options;
    const { promise, resolve } = Promise.withResolvers<ActivityTask | undefined>();
    this.task = promise;
    this.#settle = resolve;
    this.#listen();
    this.#wantedTimer = setInterval(() => this.#sayWanted(), WANTED_INTERVAL_MS);
    this.#stopListening = options.connection.onBack(() => this.#sayWanted());
  }

  /** A message on `handOverSubject`. */
  onHandOver(message: Msg): void {
    const handOver = decodeMessage<HandOver>(message.data);
    if (this.#state !== 'accepted' || handOver === undefined) {
      message.respond(encodeMessage({ kind: 'gone' }));
      return;
    }
    message.respond(encodeMessage({ kind: 'taken' }));
    if (handOver.kind === 'task') this.end(handOver.task);
    else this.#goOn();
  }

  /** The time is over: it ends now, or, when it has accepted an offer, as soon as that has come to an end. */
  timeOut(): void {
    this.#isLate = true;
    if (this.#state === 'free') this.end(undefined);
  }

  end(task: ActivityTask | undefined): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    clearInterval(this.#wantedTimer);
    clearTimeout(this.#handOverTimer);
    this.#stopListening();
    this.#unsubscribe();
    this.#settle(task);
  }

  #listen(): void {
    const { connection, key } = this.#options;
    this.#subscription = connection.nats.subscribe(activityOfferSubject(key), {
      queue: ACTIVITY_QUEUE,
      callback: (error, message) => {
        if (error === null) this.#onOffer(message);
      },
    });
    this.#sayWanted();
  }

  #onOffer(message: Msg): void {
    if (this.#state !== 'free') {
      message.respond(encodeMessage({ kind: 'decline' }));
      return;
    }
    this.#state = 'accepted';
    this.#unsubscribe();
    this.#handOverTimer = setTimeout(() => this.#goOn(), HAND_OVER_TIMEOUT_MS);
    const { handOverSubject, workerName } = this.#options;
    const name = workerName === undefined ? {} : { workerName };
    message.respond(encodeMessage({ kind: 'accept', handOverSubject, ...name }));
  }

  #goOn(): void {
    if (this.#state !== 'accepted') return;
    clearTimeout(this.#handOverTimer);
    if (this.#isLate) return this.end(undefined);
    this.#state = 'free';
    this.#listen();
  }

  #sayWanted(): void {
    const { connection, key } = this.#options;
    if (this.#state === 'free' && connection.isConnected) connection.nats.publish(activityWantedSubject(key));
  }

  #unsubscribe(): void {
    if (!this.#options.connection.isClosed) this.#subscription?.unsubscribe();
    this.#subscription = undefined;
  }
}
