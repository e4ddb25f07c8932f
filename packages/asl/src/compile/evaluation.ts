import type { Json } from '@edgestep/shared';

import type { Scope } from '../query/scope.ts';

/** What the queries of one phase of a state (its entry, its exit) are evaluated over. */
export interface StateScope extends Scope {
  /** What `$` reads. The fields of a JSONPath state each read another value through it, one after the other. */
  input: Json;
  /** The state's raw input, before InputPath. */
  readonly stateInput: Json;
}

/**
 * The queries of one phase of a state, compiled into one step: whoever runs it need not know in which language they
 * are written. All on JSONPath, and JSONata without an expression, is there at once. Throws or rejects with a
 * QueryFailure and nothing else.
 */
export type Evaluation<T> = SyncEvaluation<T> | AsyncEvaluation<T>;

export interface SyncEvaluation<T> {
  readonly kind: 'sync';
  evaluate(scope: StateScope): T;
}

export interface AsyncEvaluation<T> {
  readonly kind: 'async';
  evaluate(scope: StateScope): Promise<T>;
}
