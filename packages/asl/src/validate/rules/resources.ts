import { taskTargetOf } from '../../compile/task-target.ts';
import { statesOf } from '../../definition/blocks-of.ts';
import { calledIntegration } from '../../integrations/called-integration.ts';
import type { Rule } from '../rule.ts';

/**
 * Tasks, item readers and result writers name their resource by an ARN. An integration that a task calls is one
 * that there is, and waited for as it can be; whether a function exists is known where it runs.
 */
export const checkResources: Rule = (definition, findings) => {
  const check = (
    resource: string | undefined,
    location: string,
    refusalOf: (arn: string) => string | undefined,
  ): void => {
    if (resource === undefined) return;
    const message = arnPattern.test(resource) ? refusalOf(resource) : 'Value is not a valid resource ARN';
    if (message === undefined) return;
    findings.add({ code: 'SCHEMA_VALIDATION_FAILED', message, location: `${location}/Resource` });
  };
  for (const state of statesOf(definition)) {
    if (state.type === 'Task') check(state.resource, state.location, refusalOfTask);
    if (state.type === 'Map') {
      const { itemReader, resultWriter } = state;
      if (itemReader !== undefined) check(itemReader.resource, itemReader.location, refusalOfReader);
      if (resultWriter !== undefined) check(resultWriter.resource, resultWriter.location, () => undefined);
    }
  }
};

function refusalOfTask(resource: string): string | undefined {
  const target = taskTargetOf(resource);
  if (target.family !== 'service' || !integrationPattern.test(resource)) return undefined;
  if (calledIntegration(target) !== undefined) return undefined;
  return `The resource provided ${resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`;
}

function refusalOfReader(resource: string): string | undefined {
  return readerPattern.test(resource)
    ? undefined
    : "The field 'Resource' does not match any of the allowed values";
}

/** `arn:partition:service:region:account:resource`; region and account may be empty. */
const arnPattern = /^arn:[^:\s]+:[^:\s]+:[^:\s]*:[^:\s]*:\S+$/;
const integrationPattern = /^arn:[^:]+:states:::/;
const readerPattern = /^arn:[^:]+:states:::s3:(?:getObject|listObjectsV2)$/;
