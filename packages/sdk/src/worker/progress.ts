import { WORKER_BEATS_MISSED_MAX, type WorkerProgress } from '@edgestep/shared';

import type { Cancels, CancelSignal } from './cancels.ts';
import type { Link } from './link.ts';
import { TaskAbortedError } from './task-context.ts';

/** Heartbeats closer together than this are one: a handler may report progress in a tight loop. */
const HEARTBEAT_SPACING_MS = 250;

export interface ProgressOptions {
  readonly link: Link;
  readonly cancels: Cancels;
  readonly workerName: string;
  readonly beatIntervalMs: number;
}

/**
 * Tells the caller of one task that its worker is alive, and hears from it when the result is not wanted any more.
 *
 * - P1 `accepted` goes out before the task waits or runs.
 * - P2 Beats end with the task: a task that still beats is held.
 * - P3 A worker that could not be heard for so long that its task was given away aborts it.
 */
export class Progress {
  readonly #options: ProgressOptions;
  readonly #subject: string;
  readonly #abort: (reason: TaskAbortedError) => void;
  readonly #cancel: { readonly subject: string; stop(): void };
  readonly #timer: NodeJS.Timeout;
  #silentBeats = 0;
  #unheardBeats = 0;
  #lastWasUnheard = false;
  #lastHeartbeatAt = -Infinity;

  constructor(options: ProgressOptions, subject: string, abort: (reason: TaskAbortedError) => void) {
    this.#options = options;
    this.#subject = subject;
    this.#abort = abort;
    this.#cancel = options.cancels.listen((signal) => this.#hear(signal));
    this.#send({ kind: 'accepted', worker: options.workerName, beatIntervalMs: options.beatIntervalMs });
    this.#timer = setInterval(() => this.#beat(), options.beatIntervalMs);
  }

  heartbeat(): void {
    const now = performance.now();
    if (now - this.#lastHeartbeatAt < HEARTBEAT_SPACING_MS) return;
    this.#lastHeartbeatAt = now;
    this.#send({ kind: 'heartbeat' });
  }

  /**
   * Sends with a reply subject on which the server tells if nobody listened, and answers whether somebody did.
   */
  async wasHeard(send: (reply: string) => void): Promise<boolean> {
    this.#lastWasUnheard = false;
    send(this.#cancel.subject);
    await this.#options.link.connection.flush();
    return !this.#lastWasUnheard;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#cancel.stop();
  }

  #beat(): void {
    this.#silentBeats = this.#options.link.isUp ? 0 : this.#silentBeats + 1;
    this.#unheardBeats = this.#lastWasUnheard ? this.#unheardBeats + 1 : 0;
    this.#lastWasUnheard = false;
    if (this.#silentBeats > WORKER_BEATS_MISSED_MAX) {
      this.#abort(
        new TaskAbortedError('connection-lost', 'cut off for so long that the task was given away'),
      );
    } else if (this.#unheardBeats >= WORKER_BEATS_MISSED_MAX) {
      this.#abort(new TaskAbortedError('caller-gone', 'nobody listens to the progress of the task any more'));
    } else {
      this.#send({ kind: 'beat' });
    }
  }

  #hear(signal: CancelSignal): void {
    switch (signal.kind) {
      case 'cancel':
        this.#abort(new TaskAbortedError('cancelled', signal.reason));
        return;
      case 'nobody-listens':
        this.#lastWasUnheard = true;
    }
  }

  #send(progress: WorkerProgress): void {
    const { connection } = this.#options.link;
    if (connection.isClosed()) return;
    connection.publish(this.#subject, JSON.stringify(progress), { reply: this.#cancel.subject });
  }
}
