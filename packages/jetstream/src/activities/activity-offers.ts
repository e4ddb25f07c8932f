import type { Connection } from '../connection/connection.ts';
import { OfferedActivity, type ActivityOffer } from './offered-activity.ts';

/** Offers the activity tasks of the executions that this node owns to whoever polls for them, on any node of the zone. */
export class ActivityOffers implements Disposable {
  readonly #connection: Connection;
  readonly #onTrouble: (message: string) => void;
  readonly #activities = new Map<string, OfferedActivity>();
  #isClosed = false;

  /** `onTrouble` hears of claims that failed and of pollers that vanished, for the log; it must not throw. */
  constructor(connection: Connection, onTrouble: (message: string) => void = () => {}) {
    this.#connection = connection;
    this.#onTrouble = onTrouble;
  }

  /**
   * Offers a task, behind those of the same activity that wait already, until a poller has it, `claim` answers
   * undefined, or `signal` is aborted. A poller that vanishes before it has the task does not swallow it: the task,
   * claimed once, is handed to the next one. Rejects with the fault `internal` for a task that is too large to be sent.
   */
  async offer(activityName: string, offer: ActivityOffer, signal: AbortSignal): Promise<void> {
    if (this.#isClosed) return;
    const activity =
      this.#activities.get(activityName) ??
      new OfferedActivity(this.#connection, activityName, this.#onTrouble);
    this.#activities.set(activityName, activity);
    try {
      await activity.offer(offer, signal);
    } finally {
      if (activity.isIdle) this.#activities.delete(activityName);
    }
  }

  /** Ends all offers, as if their signals were aborted. */
  [Symbol.dispose](): void {
    this.#isClosed = true;
    for (const activity of this.#activities.values()) activity.close();
  }
}
