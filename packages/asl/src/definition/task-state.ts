import type { Json } from '@edgestep/shared';

import type { Catcher } from './catcher.ts';
import type { Retrier } from './retrier.ts';
import type { StateBase } from './state-base.ts';
import type { TaskCredentials } from './task-credentials.ts';
import type { Transition } from './transition.ts';

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
