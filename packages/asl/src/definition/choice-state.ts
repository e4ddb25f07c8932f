import type { ChoiceRule } from './choice-rule.ts';
import type { StateBase } from './state-base.ts';

/** Choice: the first rule that matches says where to go; `assign` and `output` go with `default`. */
export interface ChoiceState extends StateBase {
  readonly type: 'Choice';
  readonly choices: readonly ChoiceRule[];
  readonly default: string | undefined;
}
