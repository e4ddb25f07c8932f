import type { TaskAssignment } from '@edgestep/engine';

import type { TaskPerformer, TaskRun } from './task-performer.ts';

/** The integrations that this node does, by `service:action` without the pattern. */
export interface Performers {
  readonly function: TaskPerformer;
  readonly activity: TaskPerformer;
  readonly 'lambda:invoke': TaskPerformer;
  readonly 'states:startExecution': TaskPerformer;
  readonly 'nats:publish': TaskPerformer;
  readonly 'nats:request': TaskPerformer;
  readonly 'aws-sdk:sfn': TaskPerformer;
}

/** Who does a task. A Resource that nobody here can do fails its task with the name of what is missing. */
export function createPerformerOf(performers: Performers): (task: TaskAssignment) => TaskPerformer {
  return (task) => {
    switch (task.target.family) {
      case 'function':
        return performers.function;
      case 'activity':
        return performers.activity;
      case 'service':
        return (
          performers[serviceKey(task.target.service, task.target.action) as keyof Performers] ??
          unsupportedTask
        );
    }
  };
}

function serviceKey(service: string, action: string): string {
  if (service === 'aws-sdk:sfn') return service;
  return `${service}:${action.replace(/\.(sync(:2)?|waitForTaskToken)$/, '')}`;
}

async function unsupportedTask(task: TaskAssignment, run: TaskRun): Promise<void> {
  await run.report({
    kind: 'FailTask',
    executionArn: task.executionArn,
    frame: task.frame,
    taskId: task.taskId,
    phase: 'schedule',
    error: 'States.Runtime',
    cause: `This zone has no integration for the resource ${task.target.resource}. It calls functions, activities, lambda:invoke, states:startExecution, nats:publish, nats:request and aws-sdk:sfn.`,
  });
}
