import { taskTargetOf } from '../../compile/task-target.ts';
import { statesOf } from '../../definition/blocks-of.ts';
import type { TaskState } from '../../definition/task-state.ts';
import type { Rule } from '../rule.ts';

/** Credentials name a role; the workers of an activity take none. */
export const checkCredentials: Rule = (definition, findings) => {
  for (const state of statesOf(definition)) {
    if (state.type !== 'Task') continue;
    const message = refusalOf(state);
    if (message === undefined) continue;
    findings.add({ code: 'SCHEMA_VALIDATION_FAILED', message, location: `${state.location}/Credentials` });
  }
};

function refusalOf({ credentials, resource, queryLanguage }: TaskState): string | undefined {
  if (credentials === undefined) return undefined;
  if (taskTargetOf(resource).family === 'activity') {
    return "The field 'Credentials' is not supported for activities";
  }
  const { roleArn, roleArnPath } = credentials;
  // `RoleArn.$` is a path on JSONPath alone.
  if (roleArn !== undefined || (roleArnPath !== undefined && queryLanguage === 'JSONPath')) return undefined;
  return "The field 'RoleArn' is required but was missing";
}
