import { isJsonObject, type FrameId, type Json, type JsonObject } from '@edgestep/shared';

import type { CompiledTask } from '../compile/compiled-state.ts';
import type { FrameView } from '../execution/frame-view.ts';
import { jsonText } from '../query/json-text.ts';
import { QueryFailure } from '../query/query-failure.ts';
import { effectiveInput } from './effective-input.ts';
import { evaluateAll } from './evaluate.ts';
import { entryOf } from './frame-access.ts';
import { expressionOf, numberValue } from './number-value.ts';
import { requirePayloadSize } from './payload-limit.ts';
import { StateError } from './state-failure.ts';
import { StateScope, type ScopeExtras } from './state-scope.ts';
import type { Suspension, Turn } from './turn.ts';

/** Task: evaluates what it hands over and schedules it. Also how a retried Task goes on. */
export function enterTask(turn: Turn, frame: FrameView, state: CompiledTask): Suspension | undefined {
  const { input } = entryOf(frame);
  const { flow, target } = state;
  const waitsForToken = target.family === 'service' && target.pattern === 'wait-for-task-token';
  // The token names the TaskScheduled event, which is the next one of this execution.
  const extras: ScopeExtras = waitsForToken
    ? { taskToken: () => turn.taskToken(frame.id, turn.execution.lastEventId + 1) }
    : {};
  const effective = flow.language === 'JSONPath' ? effectiveInput(turn, frame, flow, input) : input;
  const scope = new StateScope(turn, frame, effective, extras);
  const fields = [
    flow.language === 'JSONPath' ? flow.parameters : flow.arguments,
    expressionOf(state.timeoutSeconds),
    expressionOf(state.heartbeatSeconds),
    state.credentials,
  ];
  return evaluateAll(turn, frame.id, fields, scope, ([parameters, timeout, heartbeat, credentials]) => {
    schedule(turn, frame.id, state, {
      parameters: parameters === undefined ? effective : parameters,
      timeoutSeconds: inBounds('TimeoutSeconds', numberValue(state.timeoutSeconds, timeout, scope)),
      heartbeatSeconds: inBounds('HeartbeatSeconds', numberValue(state.heartbeatSeconds, heartbeat, scope)),
      credentials: credentials === undefined ? undefined : requireRole(state, credentials),
    });
    return undefined;
  });
}

interface Schedule {
  readonly parameters: Json;
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
  readonly credentials: JsonObject | undefined;
}

function schedule(turn: Turn, frame: FrameId, state: CompiledTask, task: Schedule): void {
  requirePayloadSize(task.parameters, state.name);
  turn.emit({
    kind: 'TaskScheduled',
    frame,
    target: state.target,
    parameters: task.parameters,
    ...(task.timeoutSeconds === undefined ? {} : { timeoutSeconds: task.timeoutSeconds }),
    ...(task.heartbeatSeconds === undefined ? {} : { heartbeatSeconds: task.heartbeatSeconds }),
    ...(task.credentials === undefined ? {} : { credentials: task.credentials }),
  });
}

/** Credentials with a role whose ARN is a text; what is evaluated may be anything. */
function requireRole(state: CompiledTask, credentials: Json): JsonObject {
  const roleArn = isJsonObject(credentials) ? credentials['RoleArn'] : undefined;
  if (typeof roleArn === 'string') return credentials as JsonObject;
  const problem = `The RoleArn of Credentials is not a string: ${jsonText(roleArn ?? null)}`;
  if (state.flow.language === 'JSONPath') throw new StateError('States.Runtime', problem);
  throw new QueryFailure('States.QueryEvaluationError', problem, 'Credentials/RoleArn');
}

/** The longest time-out of a task, in seconds (service quotas). */
const SECONDS_MAX = 99_999_999;

/** What a path led to; what is written or expressed is held to the same bounds before. */
function inBounds(field: string, value: number | undefined): number | undefined {
  if (value === undefined || (value >= 1 && value <= SECONDS_MAX)) return value;
  throw new StateError('States.Runtime', `${field} must be between 1 and ${SECONDS_MAX}, not ${value}.`);
}
