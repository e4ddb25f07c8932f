import type { TaskAssignment } from '@edgestep/engine';

import type { TaskRun } from './task-performer.ts';

/** Work that is done sooner needs no durable word of its beginning: its end says both. */
const STARTED_AFTER_MS = 500;

/**
 * Tells the execution that a worker took the task (only when the work takes longer than a moment: an append of
 * its own would slow the short ones down) and that it is alive.
 */
export function reportProgress(
  task: TaskAssignment,
  run: TaskRun,
): { onAccepted: (workerName: string | undefined) => void; onHeartbeat: () => void } {
  const address = { executionArn: task.executionArn, frame: task.frame, taskId: task.taskId };
  let told = task.progress !== 'scheduled';
  return {
    onAccepted(workerName) {
      if (told) return;
      told = true;
      const timer = setTimeout(() => {
        void run.report({
          kind: 'StartTask',
          ...address,
          ...(workerName === undefined ? {} : { workerName }),
        });
      }, STARTED_AFTER_MS);
      timer.unref();
      run.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    },
    onHeartbeat() {
      void run.report({ kind: 'HeartbeatTask', ...address });
    },
  };
}
