import { statesOf } from '../definition/blocks-of.ts';
import type { StateDefinition } from '../definition/state-definition.ts';
import type { StateMachineDefinition } from '../definition/state-machine-definition.ts';
import type { QueryField } from '../query-fields/query-field.ts';
import { queryFieldsOf } from '../query-fields/query-fields-of.ts';
import { stringsOf } from '../query-fields/strings-of.ts';
import { templateMembersOf } from '../query-fields/template-members.ts';
import { readExpression } from '../validate/expression-syntax.ts';
import { tryVariables } from '../validate/query-syntax.ts';

/**
 * The variables that each state reads, sorted: `variableReferences` of DescribeStateMachine. States within states
 * are there by their own names; states that read none are left out. Queries that are no queries read nothing.
 */
export function variableReferences(
  definition: StateMachineDefinition,
): Readonly<Record<string, readonly string[]>> {
  const entries = [...statesOf(definition)]
    .map((state): [string, readonly string[]] => [state.name, variablesOf(state)])
    .filter(([, names]) => names.length > 0);
  return Object.fromEntries(entries);
}

function variablesOf(state: StateDefinition): readonly string[] {
  return [...new Set(queryFieldsOf(state).flatMap(variablesIn))].toSorted();
}

function variablesIn(field: QueryField): readonly string[] {
  switch (field.kind) {
    case 'template':
      return templateMembersOf(field.value, field.location).flatMap(({ value }) =>
        typeof value === 'string' ? (tryVariables(value) ?? []) : [],
      );
    case 'expression':
      return stringsOf(field.value, field.location).flatMap(({ text }) => {
        const expression = readExpression(text);
        return expression?.kind === 'accepted' ? expression.variables : [];
      });
    case 'path':
    case 'itemsPath':
    case 'referencePath':
    case 'resultPath':
    case 'pathOrCall':
    case 'choicePath':
      return tryVariables(field.text) ?? [];
  }
}
