import type { TaskPattern } from '@edgestep/shared';

/** What a Resource `arn:…:states:::service:action` can be. */
export interface Integration {
  /** What is known of its actions, by name. */
  readonly actions: Readonly<Record<string, IntegrationAction>>;
  /** True where these are all: others have many actions, and get more with each release of their service. */
  readonly isWhole: boolean;
  /** How a task can wait for what it calls. */
  readonly patterns: ReadonlySet<TaskPattern>;
}

/** What is known of a call before it is made. */
export interface IntegrationAction {
  /** The fields that it can't do without. */
  readonly required: readonly string[];
  /** All that it has; undefined where nothing is held against them. */
  readonly fields?: readonly string[];
}
