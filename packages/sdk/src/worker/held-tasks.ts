import type { CallerLine } from './caller-line.ts';
import type { HeldTask } from './held-task.ts';
import { TaskAbortedError } from './task-context.ts';

/**
 * All tasks of a worker, and its one timer: once in a beat interval every task's line beats, and what is overdue is
 * aborted.
 */
export class HeldTasks {
  readonly #beatIntervalMs: number;
  readonly #onBeat: () => void;
  readonly #held = new Map<HeldTask, CallerLine>();
  #timer: NodeJS.Timeout | undefined;
  #settled: PromiseWithResolvers<void> | undefined;

  /** `onBeat` is called as often as the lines beat, and once more when the last task is over. */
  constructor(beatIntervalMs: number, onBeat: () => void) {
    this.#beatIntervalMs = beatIntervalMs;
    this.#onBeat = onBeat;
  }

  hold(task: HeldTask, line: CallerLine): void {
    this.#held.set(task, line);
    this.#timer ??= setInterval(() => this.#beat(), this.#beatIntervalMs);
  }

  release(task: HeldTask): void {
    this.#held.delete(task);
    if (this.#held.size === 0) this.#settled?.resolve();
  }

  abortAll(reason: TaskAbortedError): void {
    for (const task of this.#held.keys()) task.abort(reason);
  }

  /** Resolves when nothing is held any more. */
  async settled(): Promise<void> {
    if (this.#held.size === 0) return;
    this.#settled ??= Promise.withResolvers();
    await this.#settled.promise;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #beat(): void {
    if (this.#held.size === 0) this.stop();
    // The caller cancels a task that timed out; this bounds the task when the caller is gone. Clocks may differ by a beat.
    const overdueMs = Date.now() - this.#beatIntervalMs;
    for (const [task, line] of this.#held) {
      if (task.isOverdue(overdueMs)) {
        task.abort(new TaskAbortedError('deadline', 'the deadline of the task has passed'));
      }
      line.beat();
    }
    this.#onBeat();
  }
}
