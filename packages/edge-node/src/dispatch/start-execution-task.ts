import { randomUUID } from 'node:crypto';

import type { TaskAssignment } from '@edgestep/engine';
import {
  isJsonObject,
  type Json,
  type JsonObject,
  type ParentLink,
  type TaskPattern,
} from '@edgestep/shared';

import type { ExecutionDetails } from '@edgestep/engine';
import { callMetadata } from './call-metadata.ts';
import { optimizedServiceFailure } from './service-error.ts';
import type { TaskPerformer, TaskRun } from './task-performer.ts';

/** Starts executions on behalf of another one, and waits for their ends. */
export interface NestedExecutions {
  /** Idempotent: the same task starts the same execution, however often it is handed out. */
  start(request: {
    readonly stateMachineArn: string;
    readonly name: string | undefined;
    readonly input: string;
    readonly parent: ParentLink;
    /** The task goes on when the execution ends, which nobody tells of an Express one. */
    readonly awaited: boolean;
  }): Promise<{ readonly executionArn: string; readonly startedAt: number }>;
  closed(executionArn: string, signal: AbortSignal): Promise<ExecutionDetails | undefined>;
}

/** `Resource: arn:aws:states:::states:startExecution[.sync|.sync:2]`. */
export function startExecutionTask(nested: NestedExecutions): TaskPerformer {
  return async (task, run) => {
    if (task.target.family !== 'service') return;
    const { pattern } = task.target;
    const started = await start(nested, task, run, pattern);
    if (started === undefined) return;
    if (pattern === 'sync' || pattern === 'sync:2') await awaitChild(nested, task, run, started, pattern);
  };
}

async function start(
  nested: NestedExecutions,
  task: TaskAssignment,
  run: TaskRun,
  pattern: TaskPattern,
): Promise<string | undefined> {
  const waits = pattern !== 'request-response';
  const address = { executionArn: task.executionArn, frame: task.frame, taskId: task.taskId };
  const parameters = isJsonObject(task.parameters) ? task.parameters : {};
  const requestId = randomUUID();
  try {
    const { executionArn, startedAt } = await nested.start({
      stateMachineArn: text(parameters.StateMachineArn) ?? '',
      name: text(parameters.Name),
      input: inputText(parameters.Input),
      parent: address,
      awaited: pattern === 'sync' || pattern === 'sync:2',
    });
    if (task.progress !== 'submitted') {
      const output = startOutput(executionArn, startedAt, requestId);
      await run.report({ kind: waits ? 'SubmitTask' : 'CompleteTask', ...address, output });
    }
    return waits ? executionArn : undefined;
  } catch (error) {
    const failure = optimizedServiceFailure(error, requestId);
    if (failure === undefined) throw error;
    const phase = waits && task.progress !== 'submitted' ? 'submit' : 'run';
    await run.report({ kind: 'FailTask', ...address, phase, ...failure });
    return undefined;
  }
}

async function awaitChild(
  nested: NestedExecutions,
  task: TaskAssignment,
  run: TaskRun,
  child: string,
  pattern: 'sync' | 'sync:2',
): Promise<void> {
  const address = { executionArn: task.executionArn, frame: task.frame, taskId: task.taskId };
  const ended = await nested.closed(child, run.signal);
  if (ended === undefined) return;
  const details = childDetails(ended, pattern);
  if (ended.status === 'SUCCEEDED') {
    await run.report({ kind: 'CompleteTask', ...address, output: details });
    return;
  }
  await run.report({
    kind: 'FailTask',
    ...address,
    phase: 'run',
    error: 'States.TaskFailed',
    cause: JSON.stringify(details),
  });
}

function startOutput(executionArn: string, startedAt: number, requestId: string): Json {
  const date = new Date(startedAt).toUTCString();
  return {
    ExecutionArn: executionArn,
    StartDate: startedAt,
    ...callMetadata({
      statusCode: 200,
      requestId,
      headers: {
        'x-amzn-RequestId': requestId,
        connection: 'keep-alive',
        'Content-Length': String(JSON.stringify({ executionArn, startDate: startedAt / 1_000 }).length),
        Date: date,
        'Content-Type': 'application/x-amz-json-1.0',
      },
    }),
  };
}

function childDetails(ended: ExecutionDetails, pattern: 'sync' | 'sync:2'): JsonObject {
  const payload = (value: Json): Json => (pattern === 'sync:2' ? value : JSON.stringify(value));
  return {
    ExecutionArn: ended.executionArn,
    Input: payload(ended.input),
    InputDetails: { Included: true },
    Name: ended.name,
    ...(ended.output === undefined
      ? {}
      : { Output: payload(ended.output), OutputDetails: { Included: true } }),
    ...(ended.error === undefined ? {} : { Error: ended.error }),
    ...(ended.cause === undefined ? {} : { Cause: ended.cause }),
    ...(pattern === 'sync:2' ? redrive(ended) : {}),
    StartDate: ended.startedAt,
    StateMachineArn: ended.stateMachineArn,
    Status: ended.status,
    StopDate: ended.stoppedAt ?? ended.startedAt,
  };
}

function redrive(ended: ExecutionDetails): JsonObject {
  const succeeded = ended.status === 'SUCCEEDED';
  return {
    RedriveCount: ended.redriveCount,
    RedriveStatus: succeeded ? 'NOT_REDRIVABLE' : 'REDRIVABLE',
    ...(succeeded ? { RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven' } : {}),
  };
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Input may be given as JSON text or as a value; null and nothing are the empty object (recorded behaviour, callback). */
function inputText(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  return JSON.stringify(value ?? {});
}
