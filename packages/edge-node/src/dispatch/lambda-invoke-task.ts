import { isJsonObject, parseJson, type Json, type JsonObject } from '@edgestep/shared';

import type { FunctionCall, FunctionCaller } from './function-caller.ts';
import type { TokenOf } from './function-task.ts';
import { reportProgress } from './report-progress.ts';
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
      functionId: functionId(parameters),
      payload: payloadOf(parameters.Payload ?? {}),
      options: optionsOf(parameters),
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
    const waits = task.target.pattern === 'wait-for-task-token';
    await run.report({ kind: waits ? 'SubmitTask' : 'CompleteTask', ...address, output: outcome.answer() });
  };
}

function functionId(parameters: JsonObject): string {
  return typeof parameters.FunctionName === 'string' ? parameters.FunctionName : '';
}

/** The name in `NAME`, `NAME:VERSION` or an ARN. */
function functionName(parameters: JsonObject): string {
  const id = functionId(parameters);
  return /:function:([^:]+)/.exec(id)?.[1] ?? id.split(':')[0] ?? '';
}

/** A text is the bytes of the payload: one that is JSON arrives as that value (recorded behaviour, services). */
function payloadOf(given: Json): Json {
  if (typeof given !== 'string') return given;
  try {
    return parseJson(given);
  } catch {
    return given;
  }
}

const INVOCATION_TYPES = ['RequestResponse', 'Event', 'DryRun'] as const;
const LOG_TYPES = ['None', 'Tail'] as const;

/** The other parameters of the Invoke API; values that it does not know are left out. */
function optionsOf(parameters: JsonObject): NonNullable<FunctionCall['options']> {
  const { ClientContext: clientContext, Qualifier: qualifier } = parameters;
  const invocationType = INVOCATION_TYPES.find((type) => type === parameters.InvocationType);
  const logType = LOG_TYPES.find((type) => type === parameters.LogType);
  return {
    ...(typeof clientContext === 'string' ? { clientContext } : {}),
    ...(typeof qualifier === 'string' ? { qualifier } : {}),
    ...(invocationType === undefined ? {} : { invocationType }),
    ...(logType === undefined ? {} : { logType }),
  };
}
