import { kvKey } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { ReplyInbox } from '../connection/reply-inbox.ts';
import { encodeMessage, type ActivityTask } from './activity-messages.ts';
import { ActivityPoll } from './activity-poll.ts';

/** Waits for tasks of activities, for the workers that call GetActivityTask on this node. */
export class ActivityPollers implements Disposable {
  readonly #connection: Connection;
  readonly #inbox: ReplyInbox;
  readonly #polls = new Map<string, ActivityPoll>();
  #lastId = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#inbox = new ReplyInbox(connection, (id, message) => {
      const poll = this.#polls.get(id);
      if (poll === undefined) message.respond(encodeMessage({ kind: 'gone' }));
      else poll.onHandOver(message);
    });
  }

  /**
   * The next task of an activity; undefined when none came within `timeoutMs`, or `signal` was aborted. A task that is
   * being handed over when the time is over is still waited for, 5 s at most. Never rejects.
   */
  async poll(
    activityName: string,
    workerName: string | undefined,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<ActivityTask | undefined> {
    if (signal.aborted || this.#connection.isClosed) return undefined;
    const id = String((this.#lastId += 1));
    const poll = new ActivityPoll({
      connection: this.#connection,
      key: kvKey(activityName),
      workerName,
      handOverSubject: this.#inbox.subject(id),
    });
    this.#polls.set(id, poll);
    const timer = setTimeout(() => poll.timeOut(), timeoutMs);
    const stop = () => poll.end(undefined);
    signal.addEventListener('abort', stop);
    const task = await poll.task;
    signal.removeEventListener('abort', stop);
    clearTimeout(timer);
    this.#polls.delete(id);
    return task;
  }

  /** Ends all polls. */
  [Symbol.dispose](): void {
    for (const poll of this.#polls.values()) poll.end(undefined);
    this.#inbox[Symbol.dispose]();
  }
}
