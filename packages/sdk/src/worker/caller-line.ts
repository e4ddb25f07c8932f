import type { Answer } from './answer.ts';
import type { HeldTask } from './held-task.ts';

/** How the caller of one task hears of it: by messages of the task's own, or in frames. */
export interface CallerLine {
  /** The handler reported progress. */
  heartbeat(): void;
  /** Called once in every beat interval while the task is held. */
  beat(): void;
  /**
   * Sends the answer. `isInDoubt`: the connection was lost while the task was held, and the caller may not be back
   * yet. Resolves when nothing more can be done for it.
   */
  answer(
    answer: Answer,
    outcome: { readonly workMs: number; readonly isInDoubt: boolean },
  ): void | Promise<void>;
  /** The task is over. */
  close(task: HeldTask): void;
}
