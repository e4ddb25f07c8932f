import { parseArn, type TaskAddress } from '@edgestep/shared';

import type { TokenOf } from './function-task.ts';
import type { TaskPerformer } from './task-performer.ts';

/** Where tasks of an activity are offered to whoever polls for them. */
export interface ActivityOffers {
  /**
   * Offers a task until it is handed over or `signal` is aborted. `claim` is called once, for the poller that
   * took it, and answers what the poller gets, or `undefined` when the task is no longer wanted.
   */
  offer(
    activityName: string,
    offer: {
      claim(workerName: string | undefined): Promise<{ taskToken: string; input: string } | undefined>;
    },
    signal: AbortSignal,
  ): Promise<void>;
}

/** `Resource: arn:aws:states:…:activity:NAME`: a worker polls for the task and answers with its token. */
export function activityTask(offers: ActivityOffers, tokenOf: TokenOf): TaskPerformer {
  return async (task, run) => {
    if (task.target.family !== 'activity') return;
    // Handed over before this node took over: the worker answers with the token that it has.
    if (task.progress !== 'scheduled') return;
    const resource = parseArn(task.target.activityArn)?.resource;
    if (resource?.type !== 'activity') return;
    const address: TaskAddress = {
      executionArn: task.executionArn,
      frame: task.frame,
      taskId: task.taskId,
    };
    await offers.offer(
      resource.name,
      {
        async claim(workerName) {
          await run.report({
            kind: 'StartTask',
            ...address,
            ...(workerName === undefined ? {} : { workerName }),
          });
          return run.signal.aborted
            ? undefined
            : { taskToken: tokenOf(address), input: JSON.stringify(task.parameters) };
        },
      },
      run.signal,
    );
  };
}
