import type { Json } from '@edgestep/shared';

import type { Scope } from '../query/scope.ts';

/** Where a path starts: `$`, `$$` or `$name`. */
export type PathRoot =
  | { readonly kind: 'input' }
  | { readonly kind: 'context' }
  | { readonly kind: 'variable'; readonly name: string };

/** A JSONPath, parsed once. */
export interface CompiledPath {
  readonly text: string;
  readonly root: PathRoot;
  /** False for a path that can find any number of values; it always answers an array. */
  readonly definite: boolean;
  /** The value, by identity, or undefined when a definite path leads nowhere. Throws QueryFailure at a limit only. */
  read(scope: Scope): Json | undefined;
  /** Like `read`, but a path that leads nowhere throws QueryFailure `States.Runtime`, worded as AWS does. */
  evaluate(scope: Scope): Json;
}
