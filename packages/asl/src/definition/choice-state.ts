import { readChoiceRule, type ChoiceRule } from './choice-rule.ts';
import { readStateBase, type StateBase, type StateSource } from './state-base.ts';
import { objectsIn, textIn } from './source-fields.ts';

/** Choice: the first rule that matches says where to go; `assign` and `output` go with `default`. */
export interface ChoiceState extends StateBase {
  readonly type: 'Choice';
  readonly choices: readonly ChoiceRule[];
  readonly default: string | undefined;
}

/** Reads a Choice state. */
export function readChoiceState(state: StateSource): ChoiceState {
  const { source, location, queryLanguage } = state;
  return {
    type: 'Choice',
    ...readStateBase(state),
    choices: objectsIn(source, 'Choices', location, (rule, at) => readChoiceRule(rule, at, queryLanguage)),
    default: textIn(source, 'Default'),
  };
}
