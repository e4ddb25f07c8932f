import type { Json, JsonObject } from '@edgestep/shared';

import type { Catcher } from '../definition/catcher.ts';
import type { ChoiceRule } from '../definition/choice-rule.ts';
import type { StateDefinition } from '../definition/state-definition.ts';
import { choicePathsOf } from './choice-paths.ts';
import { itemSourceFieldsOf } from './item-source-fields.ts';
import { FieldList } from './field-list.ts';
import type { QueryField } from './query-field.ts';

/** All queries of a state, those of its rules and catchers included; those of states within it are their own. */
export function queryFieldsOf(state: StateDefinition): readonly QueryField[] {
  const { queryLanguage, location } = state;
  const fields = new FieldList(queryLanguage, location);
  fields.path('path', 'InputPath', state.inputPath);
  fields.path('path', 'OutputPath', state.outputPath);
  const outcome = new FieldList(queryLanguage, location, hasResult(state) ? 'result' : undefined);
  addOutcome(state, outcome);
  const own = new FieldList(queryLanguage, location);
  addOwnFields(state, own);
  return [...fields.found, ...outcome.found, ...own.found, ...childFieldsOf(state)];
}

/** Only these have a result of their own: the answer of a task, the outputs of branches and iterations. */
function hasResult({ type }: StateDefinition): boolean {
  return type === 'Task' || type === 'Parallel' || type === 'Map';
}

function addOwnFields(state: StateDefinition, fields: FieldList): void {
  switch (state.type) {
    case 'Task':
      addResultFields(state, fields);
      fields.template('Parameters', state.parameters);
      fields.expressions('Arguments', state.arguments);
      fields.amount('TimeoutSeconds', state.timeoutSeconds, state.timeoutSecondsPath);
      fields.amount('HeartbeatSeconds', state.heartbeatSeconds, state.heartbeatSecondsPath);
      fields.path('pathOrCall', 'Credentials/RoleArn.$', state.credentials?.roleArnPath);
      fields.expressions('Credentials/RoleArn', state.credentials?.roleArn);
      return;
    case 'Pass':
      fields.template('Parameters', state.parameters);
      fields.path('resultPath', 'ResultPath', state.resultPath);
      return;
    case 'Wait':
      fields.amount('Seconds', state.seconds, state.secondsPath);
      fields.amount('Timestamp', state.timestamp, state.timestampPath);
      return;
    case 'Fail':
      fields.expressions('Error', state.error);
      fields.expressions('Cause', state.cause);
      fields.path('pathOrCall', 'ErrorPath', state.errorPath);
      fields.path('pathOrCall', 'CausePath', state.causePath);
      return;
    case 'Parallel':
      addResultFields(state, fields);
      fields.template('Parameters', state.parameters);
      fields.expressions('Arguments', state.arguments);
      return;
    case 'Map':
      addResultFields(state, fields);
      fields.expressions('Items', state.items);
      fields.path('itemsPath', 'ItemsPath', state.itemsPath);
      fields.payload('ItemSelector', state.itemSelector);
      fields.template('Parameters', state.parameters);
      fields.amount('MaxConcurrency', state.maxConcurrency, state.maxConcurrencyPath);
      fields.amount('ToleratedFailureCount', state.toleratedFailureCount, state.toleratedFailureCountPath);
      fields.amount(
        'ToleratedFailurePercentage',
        state.toleratedFailurePercentage,
        state.toleratedFailurePercentagePath,
      );
      return;
    case 'Choice':
    case 'Succeed':
      return;
  }
}

function addResultFields(
  state: { readonly resultSelector: Json | undefined; readonly resultPath: string | null | undefined },
  fields: FieldList,
): void {
  fields.template('ResultSelector', state.resultSelector);
  fields.path('resultPath', 'ResultPath', state.resultPath);
}

function childFieldsOf(state: StateDefinition): readonly QueryField[] {
  switch (state.type) {
    case 'Choice':
      return state.choices.flatMap((rule) => ruleFieldsOf(rule, state));
    case 'Task':
    case 'Parallel':
      return state.catchers.flatMap((catcher) => catcherFieldsOf(catcher, state));
    case 'Map':
      return [
        ...itemSourceFieldsOf(state),
        ...state.catchers.flatMap((catcher) => catcherFieldsOf(catcher, state)),
      ];
    case 'Pass':
    case 'Wait':
    case 'Succeed':
    case 'Fail':
      return [];
  }
}

function ruleFieldsOf(rule: ChoiceRule, state: StateDefinition): readonly QueryField[] {
  const fields = new FieldList(state.queryLanguage, rule.location);
  fields.expressions('Condition', rule.condition);
  addOutcome(rule, fields);
  return rule.comparison === undefined
    ? fields.found
    : [...fields.found, ...choicePathsOf(rule.comparison, rule.location)];
}

function catcherFieldsOf(catcher: Catcher, state: StateDefinition): readonly QueryField[] {
  const fields = new FieldList(state.queryLanguage, catcher.location, 'errorOutput');
  fields.path('resultPath', 'ResultPath', catcher.resultPath);
  addOutcome(catcher, fields);
  return fields.found;
}

function addOutcome(
  { output, assign }: { readonly output: Json | undefined; readonly assign: JsonObject | undefined },
  fields: FieldList,
): void {
  fields.expressions('Output', output);
  fields.payload('Assign', assign);
}
