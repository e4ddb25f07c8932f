import { isJsonObject, type Json, type JsonObject } from '@edgestep/shared';

import type { FunctionCaller, FunctionResponse } from './function-caller.ts';
import type { TokenOf } from './function-task.ts';
import { reportProgress } from './report-progress.ts';
import { callMetadata } from './call-metadata.ts';
import type { TaskPerformer } from './task-performer.ts';

/**
 * `Resource: arn:aws:states:::lambda:invoke`: Parameters name the function and its payload; the result is the
 * whole answer (`{Payload, StatusCode, …}`). With `.waitForTaskToken` the answer only says that the work was
 * taken; SendTaskSuccess or SendTaskFailure end it.
 */
export function lambdaInvokeTask(call: FunctionCaller, tokenOf: TokenOf): TaskPerformer {
  return async (task, run) => {
    if (task.target.family !== 'service') return;
    const address = { executionArn: task.executionArn, frame: task.frame, taskId: task.taskId };
    // Submitted before this node took over: the callback is under way.
    if (task.progress === 'submitted') return;
    const parameters = isJsonObject(task.parameters) ? task.parameters : {};
    const outcome = await call({
      functionName: functionName(parameters),
      payload: parameters.Payload ?? {},
      task,
      taskToken: tokenOf(task),
      signal: run.signal,
      ...reportProgress(task, run),
    });
    if (outcome.kind === 'cancelled') return;
    if (outcome.kind === 'failed') {
      await run.report({
        kind: 'FailTask',
        ...address,
        phase: 'run',
        error: outcome.error,
        cause: outcome.cause,
      });
      return;
    }
    const output = invokeOutput(outcome.output, outcome.response);
    const waits = task.target.pattern === 'wait-for-task-token';
    await run.report({ kind: waits ? 'SubmitTask' : 'CompleteTask', ...address, output });
  };
}

/** `NAME`, or the name in an ARN, with or without a version. */
function functionName(parameters: JsonObject): string {
  const given = parameters.FunctionName;
  if (typeof given !== 'string') return '';
  return /:function:([^:]+)/.exec(given)?.[1] ?? given;
}

function invokeOutput(payload: Json, response: FunctionResponse | undefined): Json {
  return {
    ExecutedVersion: response?.executedVersion ?? '$LATEST',
    Payload: payload,
    StatusCode: response?.statusCode ?? 200,
    ...callMetadata(response),
  };
}
