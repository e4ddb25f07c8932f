import { randomUUID } from 'node:crypto';

import { isJsonArray, isJsonObject, plainJson, type Json, type JsonObject } from '@edgestep/shared';

import { sdkServiceFailure } from './service-error.ts';
import type { TaskPerformer } from './task-performer.ts';

/**
 * Calls an operation of our own API by its name with the members of its request; the answer has dates as text.
 * Throws ApiError for refusals.
 */
export type ApiCaller = (operation: string, request: Json, signal: AbortSignal) => Promise<Json>;

/** `Resource: arn:aws:states:::aws-sdk:sfn:<operation>`: any operation of the API, with PascalCase members in parameters and result. */
export function sfnSdkTask(call: ApiCaller): TaskPerformer {
  return async (task, run) => {
    if (task.target.family !== 'service') return;
    const address = { executionArn: task.executionArn, frame: task.frame, taskId: task.taskId };
    const { action } = task.target;
    try {
      const operation = action.charAt(0).toUpperCase() + action.slice(1);
      const answer = await call(operation, plainJson(requestOf(task.parameters)), run.signal);
      await run.report({ kind: 'CompleteTask', ...address, output: resultOf(answer) });
    } catch (error) {
      const failure = sdkServiceFailure(error, randomUUID());
      if (failure === undefined) throw error;
      await run.report({ kind: 'FailTask', ...address, phase: 'run', ...failure });
    }
  };
}

/** Members that hold JSON text: values given for them become such text. */
const JSON_TEXT_MEMBERS: ReadonlySet<string> = new Set(['input', 'output', 'definition']);
/** Members that hold a map: its keys are names of states and variables, not of members. */
const MAP_MEMBERS: ReadonlySet<string> = new Set(['assignedVariables', 'variableReferences']);

/** A request as the API names its members, at every depth. */
export function requestOf(parameters: Json): Json {
  if (isJsonArray(parameters)) return parameters.map(requestOf);
  if (!isJsonObject(parameters)) return parameters;
  return renamed(parameters, (key, value) => {
    const name = lowerFirst(key);
    const asText = JSON_TEXT_MEMBERS.has(name) && typeof value !== 'string';
    return [name, asText ? JSON.stringify(value) : requestOf(value)];
  });
}

/** An answer of the API as SDK integrations show it: PascalCase at every depth. */
export function resultOf(answer: Json): Json {
  if (isJsonArray(answer)) return answer.map(resultOf);
  if (!isJsonObject(answer)) return answer;
  return renamed(answer, (name, value) => [
    upperFirst(name),
    MAP_MEMBERS.has(name) ? value : resultOf(value),
  ]);
}

function renamed(object: JsonObject, member: (name: string, value: Json) => readonly [string, Json]): Json {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => member(name, value)));
}

function lowerFirst(key: string): string {
  return key.charAt(0).toLowerCase() + key.slice(1);
}

function upperFirst(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1);
}
