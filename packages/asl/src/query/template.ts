import type { Json } from '@edgestep/shared';

import type { Scope } from './scope.ts';

/** A compiled value that is there at once: every JSONPath template, and a JSONata one without an expression. */
export interface SyncTemplate {
  readonly kind: 'sync';
  /** The variables that it reads, each once, without the `$`. */
  readonly variables: readonly string[];
  /** Throws a QueryFailure and nothing else. A constant is answered by identity. */
  readonly evaluate: (scope: Scope) => Json;
}

/** A compiled value with JSONata expressions in it. */
export interface AsyncTemplate {
  readonly kind: 'async';
  readonly variables: readonly string[];
  /** Rejects with a QueryFailure and nothing else. */
  evaluate(scope: Scope): Promise<Json>;
}

export type Template = SyncTemplate | AsyncTemplate;
