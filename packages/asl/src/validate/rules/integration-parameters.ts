import { isJsonObject, type Json, type JsonObject } from '@edgestep/shared';

import { taskTargetOf } from '../../compile/task-target.ts';
import { statesOf } from '../../definition/blocks-of.ts';
import type { TaskState } from '../../definition/task-state.ts';
import { calledIntegration } from '../../integrations/called-integration.ts';
import type { IntegrationAction } from '../../integrations/integration.ts';
import type { DiagnosticCollector } from '../diagnostic-collector.ts';
import type { Rule } from '../rule.ts';

/** A task hands to an integration what it can't be called without, and nothing that it does not have. */
export const checkIntegrationParameters: Rule = (definition, findings) => {
  for (const state of statesOf(definition)) {
    if (state.type !== 'Task') continue;
    const target = taskTargetOf(state.resource);
    const action = target.family === 'service' ? calledIntegration(target) : undefined;
    if (action !== undefined) checkCall(state, action, findings);
  }
};

function checkCall(state: TaskState, action: IntegrationAction, findings: DiagnosticCollector): void {
  const isJsonata = state.queryLanguage === 'JSONata';
  const field = isJsonata ? 'Arguments' : 'Parameters';
  const given: Json | undefined = isJsonata ? state.arguments : state.parameters;
  const refuse = (message: string, location: string): void => {
    findings.add({ code: 'SCHEMA_VALIDATION_FAILED', message, location });
  };
  if (given === undefined) {
    refuse(`${field} field is required for resource ARN: ${state.resource}`, `${state.location}/Resource`);
  }
  // What an expression yields is known when it is evaluated.
  if (!isJsonObject(given)) return;
  for (const name of action.required) {
    if (Object.hasOwn(given, name) || (!isJsonata && Object.hasOwn(given, `${name}.$`))) continue;
    refuse(`The field '${name}' is required but was missing`, `${state.location}/${field}`);
  }
  for (const name of unknownIn(given, action, isJsonata)) {
    refuse(`The field "${name}" is not supported by Step Functions`, `${state.location}/${field}`);
  }
}

/** AWS looks at names that stand there as they are; one that ends with `.$` it meets when the task is called. */
function unknownIn(given: JsonObject, { fields }: IntegrationAction, isJsonata: boolean): readonly string[] {
  if (fields === undefined) return [];
  return Object.keys(given).filter((name) => !fields.includes(name) && (isJsonata || !name.endsWith('.$')));
}
