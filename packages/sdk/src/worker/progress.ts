import { TASK_BATCH_VERSION, type WorkerProgress } from '@edgestep/shared';

import { CallerHearing, type CallerHearingOptions } from './caller-hearing.ts';
import type { HeldTask } from './held-task.ts';
import { TaskAbortedError } from './task-context.ts';

export interface ProgressOptions extends CallerHearingOptions {
  readonly workerName: string;
}

/**
 * Tells the caller of one task that its worker is alive, and hears from it when the result is not wanted any more.
 *
 * - P1 `accepted` goes out before the task waits or runs.
 * - P2 Beats end with the task: a task that still beats is held.
 */
export class Progress {
  readonly hearing: CallerHearing;
  readonly #options: ProgressOptions;
  readonly #subject: string;
  readonly #task: HeldTask;

  constructor(options: ProgressOptions, subject: string, task: HeldTask, takesBatches: boolean) {
    this.#options = options;
    this.#subject = subject;
    this.#task = task;
    this.hearing = new CallerHearing(options, ({ reason }) =>
      task.abort(new TaskAbortedError('cancelled', reason)),
    );
    const { workerName: worker, beatIntervalMs } = options;
    const batches = takesBatches ? { batches: TASK_BATCH_VERSION } : {};
    this.#send({ kind: 'accepted', worker, beatIntervalMs, ...batches });
  }

  heartbeat(): void {
    this.#send({ kind: 'heartbeat' });
  }

  beat(): void {
    if (this.#task.abortReason !== undefined) return;
    const reason = this.hearing.beat();
    if (reason === undefined) this.#send({ kind: 'beat' });
    else this.#task.abort(reason);
  }

  stop(): void {
    this.hearing.stop();
  }

  #send(progress: WorkerProgress): void {
    const { connection } = this.#options.link;
    if (connection.isClosed()) return;
    connection.publish(this.#subject, JSON.stringify(progress), { reply: this.hearing.subject });
  }
}
