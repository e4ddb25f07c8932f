import type { JsonObject } from '@edgestep/shared';

import { objectIn, textIn } from './source-fields.ts';

/** The role that a task works under. */
export interface TaskCredentials {
  /** An ARN, or a JSONata expression. Undefined when `roleArnPath` is there. */
  readonly roleArn: string | undefined;
  /** JSONPath (`RoleArn.$`): a path or an intrinsic function. */
  readonly roleArnPath: string | undefined;
  readonly source: JsonObject;
}

/** Reads `Credentials` of a Task. */
export function readTaskCredentials(task: JsonObject): TaskCredentials | undefined {
  const source = objectIn(task, 'Credentials');
  if (source === undefined) return undefined;
  return { roleArn: textIn(source, 'RoleArn'), roleArnPath: textIn(source, 'RoleArn.$'), source };
}
