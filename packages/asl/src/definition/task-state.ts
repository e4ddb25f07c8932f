import type { Json } from '@edgestep/shared';

import { readCatcher, type Catcher } from './catcher.ts';
import { readRetrier, type Retrier } from './retrier.ts';
import { readStateBase, type StateBase, type StateSource } from './state-base.ts';
import { readTaskCredentials, type TaskCredentials } from './task-credentials.ts';
import { readTransition, type Transition } from './transition.ts';
import { numberOrTextIn, objectsIn, pathIn, textIn, valueIn } from './source-fields.ts';

/** Task: work that is done outside of the execution. */
export interface TaskState extends StateBase {
  readonly type: 'Task';
  readonly transition: Transition;
  /** The ARN of the function, activity or integration. */
  readonly resource: string;
  /** JSONPath. A payload template. */
  readonly parameters: Json | undefined;
  /** JSONata. */
  readonly arguments: Json | undefined;
  /** JSONPath. A payload template over the raw result. */
  readonly resultSelector: Json | undefined;
  /** JSONPath. `null` discards the result. */
  readonly resultPath: string | null | undefined;
  /** A string is a JSONata expression. */
  readonly timeoutSeconds: number | string | undefined;
  /** JSONPath. A reference path. */
  readonly timeoutSecondsPath: string | undefined;
  /** A string is a JSONata expression. */
  readonly heartbeatSeconds: number | string | undefined;
  /** JSONPath. A reference path. */
  readonly heartbeatSecondsPath: string | undefined;
  readonly credentials: TaskCredentials | undefined;
  readonly retriers: readonly Retrier[];
  readonly catchers: readonly Catcher[];
}

/** Reads a Task state. */
export function readTaskState(state: StateSource): TaskState {
  const { source, location } = state;
  return {
    type: 'Task',
    ...readStateBase(state),
    transition: readTransition(source),
    resource: textIn(source, 'Resource') ?? '',
    parameters: valueIn(source, 'Parameters'),
    arguments: valueIn(source, 'Arguments'),
    resultSelector: valueIn(source, 'ResultSelector'),
    resultPath: pathIn(source, 'ResultPath'),
    timeoutSeconds: numberOrTextIn(source, 'TimeoutSeconds'),
    timeoutSecondsPath: textIn(source, 'TimeoutSecondsPath'),
    heartbeatSeconds: numberOrTextIn(source, 'HeartbeatSeconds'),
    heartbeatSecondsPath: textIn(source, 'HeartbeatSecondsPath'),
    credentials: readTaskCredentials(source),
    retriers: objectsIn(source, 'Retry', location, readRetrier),
    catchers: objectsIn(source, 'Catch', location, readCatcher),
  };
}
