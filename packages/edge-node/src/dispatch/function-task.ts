import type { FunctionCaller } from './function-caller.ts';
import { reportProgress } from './report-progress.ts';
import type { TaskPerformer } from './task-performer.ts';

/** `Resource: arn:aws:lambda:…:function:NAME`: the state's input is the payload, the answer the result. */
export function functionTask(call: FunctionCaller, tokenOf: TokenOf): TaskPerformer {
  return async (task, run) => {
    if (task.target.family !== 'function') return;
    const address = { executionArn: task.executionArn, frame: task.frame, taskId: task.taskId };
    const progress = reportProgress(task, run);
    const outcome = await call({
      functionName: task.target.functionName,
      functionId: task.target.resource,
      payload: task.parameters,
      task,
      taskToken: tokenOf(task),
      signal: run.signal,
      ...progress,
    });
    switch (outcome.kind) {
      case 'returned':
        return run.report({ kind: 'CompleteTask', ...address, output: outcome.payload });
      case 'failed':
        return run.report({
          kind: 'FailTask',
          ...address,
          phase: 'run',
          error: outcome.error,
          cause: outcome.cause,
        });
      case 'cancelled':
        return undefined;
    }
  };
}

/** The sealed token of a task. */
export type TokenOf = (task: {
  readonly executionArn: string;
  readonly frame: number;
  readonly taskId: number;
}) => string;
