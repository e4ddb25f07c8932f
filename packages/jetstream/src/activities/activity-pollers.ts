import type { Connection } from '../connection/connection.ts';
import type { ActivityTask } from './activity-messages.ts';
import { PolledActivity } from './polled-activity.ts';
import { Reservations } from './reservations.ts';

/** Waits for tasks of activities, for the workers that call GetActivityTask on this node. */
export class ActivityPollers implements AsyncDisposable {
  readonly #connection: Connection;
  readonly #onTrouble: (message: string) => void;
  readonly #reservations: Reservations;
  readonly #activities = new Map<string, PolledActivity>();
  readonly #stopListening: () => void;
  #isClosed = false;

  /** `onTrouble` hears of messages that make no sense, for the log; it must not throw. */
  constructor(connection: Connection, onTrouble: (message: string) => void = () => {}) {
    this.#connection = connection;
    this.#onTrouble = onTrouble;
    this.#reservations = new Reservations(connection, onTrouble);
    this.#stopListening = connection.onBack(() => {
      for (const activity of this.#activities.values()) activity.announce();
    });
  }

  /**
   * The next task of an activity; undefined when none came within `timeoutMs`, or `signal` was aborted. Pollers of one
   * activity are served in the order in which they came. A task that is being handed over when the time is over is
   * still waited for, 5 s at most. Never rejects.
   */
  async poll(
    activityName: string,
    workerName: string | undefined,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<ActivityTask | undefined> {
    if (this.#isClosed) return undefined;
    const activity = this.#activities.get(activityName) ?? this.#newActivity(activityName);
    this.#activities.set(activityName, activity);
    const task = await activity.poll(workerName, timeoutMs, signal);
    if (activity.isIdle) this.#activities.delete(activityName);
    return task;
  }

  /** Ends all polls, without a task. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    this.#stopListening();
    for (const activity of this.#activities.values()) activity.close();
    await this.#reservations[Symbol.asyncDispose]();
  }

  #newActivity(activityName: string): PolledActivity {
    return new PolledActivity(
      { connection: this.#connection, reservations: this.#reservations, onTrouble: this.#onTrouble },
      activityName,
    );
  }
}
