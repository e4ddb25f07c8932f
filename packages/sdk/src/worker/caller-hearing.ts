import { WORKER_BEATS_MISSED_MAX, type WorkerCancel } from '@edgestep/shared';

import { sleep } from '../backoff.ts';
import type { Cancels } from './cancels.ts';
import type { Link } from './link.ts';
import { TaskAbortedError } from './task-context.ts';

export interface CallerHearingOptions {
  readonly link: Link;
  readonly cancels: Cancels;
  readonly beatIntervalMs: number;
}

/**
 * Whether a caller hears what its worker says, and what it says itself.
 *
 * - P3 A worker that could not be heard for so long that its tasks were given away aborts them.
 */
export class CallerHearing {
  readonly #options: CallerHearingOptions;
  readonly #reply: { readonly subject: string; stop(): void };
  #unheard = 0;
  #unheardAtBeat = 0;
  #silentBeats = 0;
  #unheardBeats = 0;

  constructor(options: CallerHearingOptions, onCancel: (cancel: WorkerCancel) => void) {
    this.#options = options;
    this.#reply = options.cancels.listen((signal) => {
      if (signal.kind === 'cancel') onCancel(signal);
      else this.#unheard += 1;
    });
  }

  /** The reply subject of everything that is sent to this caller. */
  get subject(): string {
    return this.#reply.subject;
  }

  /** To be called once in a beat interval: why all that is held for this caller is to be aborted, if it is. */
  beat(): TaskAbortedError | undefined {
    this.#silentBeats = this.#options.link.isUp ? 0 : this.#silentBeats + 1;
    this.#unheardBeats = this.#unheard === this.#unheardAtBeat ? 0 : this.#unheardBeats + 1;
    this.#unheardAtBeat = this.#unheard;
    if (this.#silentBeats > WORKER_BEATS_MISSED_MAX) {
      return new TaskAbortedError('connection-lost', 'cut off for so long that the task was given away');
    }
    if (this.#unheardBeats >= WORKER_BEATS_MISSED_MAX) {
      return new TaskAbortedError('caller-gone', 'nobody listens to the progress of the task any more');
    }
    return undefined;
  }

  /**
   * Sends until somebody has listened, as long as a caller would wait for a sign of life: after a lost connection it
   * may be back later than this worker. False when nobody has.
   */
  async tell(send: (reply: string) => void, signal?: AbortSignal): Promise<boolean> {
    for (let sent = 0; sent <= WORKER_BEATS_MISSED_MAX; sent += 1) {
      if (await this.#wasHeard(send)) return true;
      await sleep(this.#options.beatIntervalMs, signal);
    }
    return false;
  }

  stop(): void {
    this.#reply.stop();
  }

  /** The server tells of a message that nobody heard before it answers the ping behind it. */
  async #wasHeard(send: (reply: string) => void): Promise<boolean> {
    const before = this.#unheard;
    send(this.subject);
    await this.#options.link.connection.flush();
    return this.#unheard === before;
  }
}
