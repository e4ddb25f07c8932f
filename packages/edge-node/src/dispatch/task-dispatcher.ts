import type { TaskAssignment, TaskDispatcher } from '@edgestep/engine';
import type { Logger } from '@edgestep/runtime';
import type { ExecutionCommand, TaskAddress } from '@edgestep/shared';

import type { TaskPerformer } from './task-performer.ts';

/**
 * Runs the performer of each task and keeps what is needed to cancel it. Handing the same task out again (a
 * recovered partition) replaces the earlier run: its reports would be for the same address, and one of them is
 * applied (E6).
 */
export function createTaskDispatcher(
  performerOf: (task: TaskAssignment) => TaskPerformer,
  log: Logger,
): TaskDispatcher {
  const runs = new Map<string, AbortController>();

  async function perform(
    task: TaskAssignment,
    report: (command: ExecutionCommand) => Promise<void>,
    abort: AbortController,
  ): Promise<void> {
    const key = keyOf(task);
    try {
      await performerOf(task)(task, { signal: abort.signal, report });
    } catch (error) {
      if (!abort.signal.aborted) {
        log.error(
          { err: error, executionArn: task.executionArn, state: task.stateName },
          'a task could not be handed out',
        );
        await report({
          kind: 'FailTask',
          executionArn: task.executionArn,
          frame: task.frame,
          taskId: task.taskId,
          phase: 'run',
          error: 'States.TaskFailed',
          cause: error instanceof Error ? error.message : String(error),
        });
      }
    } finally {
      if (runs.get(key) === abort) runs.delete(key);
      // What the run had set up for the time being, such as the timer of a late StartTask, ends with it.
      abort.abort(OVER);
    }
  }

  return {
    dispatch(task, report) {
      const key = keyOf(task);
      runs.get(key)?.abort(OVER);
      const abort = new AbortController();
      runs.set(key, abort);
      void perform(task, report, abort).catch((error: unknown) =>
        log.error({ err: error, executionArn: task.executionArn }, 'a task report was lost'),
      );
    },
    cancel(task) {
      const key = keyOf(task);
      runs.get(key)?.abort(OVER);
      runs.delete(key);
    },
  };
}

/** Why a run's signal is aborted. One for all: an error of its own, with its stack, would cost more than the hand-out. */
const OVER = new Error('the task is over, or not wanted any more');

function keyOf(task: TaskAddress): string {
  return `${task.taskId} ${task.executionArn}`;
}
