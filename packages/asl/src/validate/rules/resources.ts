import { statesOf } from '../../definition/blocks-of.ts';
import type { Rule } from '../rule.ts';

/** Tasks, item readers and result writers name their resource by an ARN. Which ones exist is known where they run. */
export const checkResources: Rule = (definition, findings) => {
  const check = (resource: string | undefined, location: string): void => {
    if (resource === undefined || arnPattern.test(resource)) return;
    findings.add({
      code: 'SCHEMA_VALIDATION_FAILED',
      message: 'Value is not a valid resource ARN',
      location: `${location}/Resource`,
    });
  };
  for (const state of statesOf(definition)) {
    if (state.type === 'Task') check(state.resource, state.location);
    if (state.type === 'Map') {
      if (state.itemReader !== undefined) check(state.itemReader.resource, state.itemReader.location);
      if (state.resultWriter !== undefined) check(state.resultWriter.resource, state.resultWriter.location);
    }
  }
};

/** `arn:partition:service:region:account:resource`; region and account may be empty. */
const arnPattern = /^arn:[^:\s]+:[^:\s]+:[^:\s]*:[^:\s]*:\S+$/;
