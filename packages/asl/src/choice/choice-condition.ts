import type { Scope } from '../query/scope.ts';

/** A choice rule's test on JSONPath, compiled once. */
export interface ChoiceCondition {
  /** The variables that it reads, each once, without the `$`. */
  readonly variables: readonly string[];
  /** Throws QueryFailure `States.Runtime` when a path of the rule leads nowhere, and nothing else. */
  evaluate(scope: Scope): boolean;
}
