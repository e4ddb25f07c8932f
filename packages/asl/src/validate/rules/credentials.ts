import { statesOf } from '../../definition/blocks-of.ts';
import type { Rule } from '../rule.ts';

/** Credentials name a role. */
export const checkCredentials: Rule = (definition, findings) => {
  for (const state of statesOf(definition)) {
    if (state.type !== 'Task' || state.credentials === undefined) continue;
    const { roleArn, roleArnPath } = state.credentials;
    // `RoleArn.$` is a path on JSONPath alone.
    if (roleArn !== undefined || (roleArnPath !== undefined && state.queryLanguage === 'JSONPath')) continue;
    findings.add({
      code: 'SCHEMA_VALIDATION_FAILED',
      message: "The field 'RoleArn' is required but was missing",
      location: `${state.location}/Credentials`,
    });
  }
};
