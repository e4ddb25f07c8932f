import { activityWantedSubject, kvKey } from '@edgestep/shared';
import type { Subscription } from '@nats-io/nats-core';

import type { Connection } from '../connection/connection.ts';
import type { ActivityTask } from './activity-messages.ts';
import { OfferQueue, type Offer } from './offer-queue.ts';

/** Pollers say when they come; this is for what was missed. */
const OFFER_AGAIN_MS = 2_000;

/** Offers the activity tasks of the executions that this node owns to whoever polls for them, on any node of the zone. */
export class ActivityOffers implements Disposable {
  readonly #connection: Connection;
  readonly #onTrouble: (message: string) => void;
  readonly #queues = new Map<string, OfferQueue>();
  readonly #subscription: Subscription;
  readonly #timer: NodeJS.Timeout;

  constructor(connection: Connection, onTrouble: (message: string) => void = () => {}) {
    this.#connection = connection;
    this.#onTrouble = onTrouble;
    const anyKey = activityWantedSubject('*');
    const keyAt = anyKey.split('.').indexOf('*');
    this.#subscription = connection.nats.subscribe(anyKey, {
      callback: (_error, message) => this.#queues.get(message.subject.split('.')[keyAt] ?? '')?.wake(),
    });
    this.#timer = setInterval(() => this.#wakeAll(), OFFER_AGAIN_MS);
  }

  /**
   * Offers a task, behind those of the same activity that wait already, until it was handed over, or `signal` is
   * aborted. `claim` is called when a poller accepts, once unless it rejects: it records durably who has the task, and
   * answers what the worker gets, or undefined when the task is not wanted any more. Never rejects.
   */
  async offer(
    activityName: string,
    task: { claim(workerName: string | undefined): Promise<ActivityTask | undefined> },
    signal: AbortSignal,
  ): Promise<void> {
    if (signal.aborted) return;
    const key = kvKey(activityName);
    const queue = this.#queues.get(key) ?? new OfferQueue(this.#connection, key, this.#onTrouble);
    this.#queues.set(key, queue);
    const { promise, resolve } = Promise.withResolvers<void>();
    const offer: Offer = { claim: (workerName) => task.claim(workerName), done: resolve };
    const withdraw = () => {
      queue.remove(offer);
      resolve();
    };
    signal.addEventListener('abort', withdraw);
    queue.add(offer);
    await promise;
    signal.removeEventListener('abort', withdraw);
    if (queue.length === 0) this.#queues.delete(key);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    if (!this.#connection.isClosed) this.#subscription.unsubscribe();
  }

  #wakeAll(): void {
    for (const queue of this.#queues.values()) queue.wake();
  }
}
