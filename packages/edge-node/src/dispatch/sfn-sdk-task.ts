import { randomUUID } from 'node:crypto';

import { isJsonObject, type Json } from '@edgestep/shared';

import { sdkServiceFailure } from './service-error.ts';
import type { TaskPerformer } from './task-performer.ts';

/**
 * Calls an operation of our own API by its name with the members of its request; the answer has dates as text.
 * Throws ApiError for refusals.
 */
export type ApiCaller = (operation: string, request: Json, signal: AbortSignal) => Promise<Json>;

/** `Resource: arn:aws:states:::aws-sdk:sfn:<operation>`: any operation of the API, with PascalCase parameters. */
export function sfnSdkTask(call: ApiCaller): TaskPerformer {
  return async (task, run) => {
    if (task.target.family !== 'service') return;
    const address = { executionArn: task.executionArn, frame: task.frame, taskId: task.taskId };
    const { action } = task.target;
    try {
      const operation = action.charAt(0).toUpperCase() + action.slice(1);
      const answer = await call(operation, renameKeys(task.parameters, lowerFirst), run.signal);
      await run.report({ kind: 'CompleteTask', ...address, output: renameKeys(answer, upperFirst) });
    } catch (error) {
      const failure = sdkServiceFailure(error, randomUUID());
      if (failure === undefined) throw error;
      await run.report({ kind: 'FailTask', ...address, phase: 'run', ...failure });
    }
  };
}

const JSON_TEXT_MEMBERS = new Set(['input', 'output', 'definition']);

/** Renames the members of a request or answer; values given for members that hold JSON text become such text. */
function renameKeys(value: Json, rename: (key: string) => string): Json {
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      const name = rename(key);
      const asText = JSON_TEXT_MEMBERS.has(name) && typeof member !== 'string';
      return [name, asText ? JSON.stringify(member) : member];
    }),
  );
}

function lowerFirst(key: string): string {
  return key.charAt(0).toLowerCase() + key.slice(1);
}

function upperFirst(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1);
}
