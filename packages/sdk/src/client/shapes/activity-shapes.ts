import type { Tag } from './state-machine-shapes.ts';

export interface CreateActivityInput {
  readonly name: string;
  readonly tags?: readonly Tag[];
}

export interface CreateActivityOutput {
  readonly activityArn: string;
  readonly creationDate: Date;
}

export interface ActivityReference {
  readonly activityArn: string;
}

export interface DescribeActivityOutput {
  readonly activityArn: string;
  readonly name: string;
  readonly creationDate: Date;
}

export interface ListActivitiesOutput {
  readonly activities: readonly DescribeActivityOutput[];
  readonly nextToken?: string;
}

export interface GetActivityTaskInput extends ActivityReference {
  /** Shown in the execution's history. */
  readonly workerName?: string;
}

/** A task, or neither member when none came within 60 seconds. */
export interface GetActivityTaskOutput {
  readonly taskToken?: string | null;
  /** JSON text. */
  readonly input?: string | null;
}

export interface SendTaskSuccessInput {
  readonly taskToken: string;
  /** JSON text of at most 262,144 bytes. */
  readonly output: string;
}

export interface SendTaskFailureInput {
  readonly taskToken: string;
  /** The error name that retriers and catchers match; at most 256 characters. */
  readonly error?: string;
  /** At most 32,768 characters. */
  readonly cause?: string;
}

export interface SendTaskHeartbeatInput {
  readonly taskToken: string;
}
