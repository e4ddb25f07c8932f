import type { JsonObject } from '@edgestep/shared';

/** The role that a task works under. */
export interface TaskCredentials {
  /** An ARN, or a JSONata expression. Undefined when `roleArnPath` is there. */
  readonly roleArn: string | undefined;
  /** JSONPath (`RoleArn.$`): a path or an intrinsic function. */
  readonly roleArnPath: string | undefined;
  readonly source: JsonObject;
}
