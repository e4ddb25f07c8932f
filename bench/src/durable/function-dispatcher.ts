import type { TaskDispatcher } from '@edgestep/engine';
import type { Json } from '@edgestep/shared';

/** Does a task in this process. */
export type FunctionHandler = (input: Json) => Json | Promise<Json>;

/** Functions hosted beside the engine: no network between a task and its result. */
export function functionDispatcher(functions: Readonly<Record<string, FunctionHandler>>): TaskDispatcher {
  return {
    dispatch(task, report) {
      const { executionArn, frame, taskId, target, parameters } = task;
      const address = { executionArn, frame, taskId };
      const handler = target.family === 'function' ? functions[target.functionName] : undefined;
      const failed = (cause: string) =>
        report({ kind: 'FailTask', ...address, phase: 'run', error: 'Lambda.Unknown', cause });
      if (handler === undefined) void failed(`there is no function for ${target.resource}`);
      else {
        void Promise.resolve(parameters)
          .then(handler)
          .then(
            (output) => report({ kind: 'CompleteTask', ...address, output }),
            (error: unknown) => failed(String(error)),
          );
      }
    },
    cancel() {},
  };
}
