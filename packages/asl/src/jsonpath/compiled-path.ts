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
  /** The text as AWS shows it in a cause: a path into the context object begins with `$` there, too. */
  readonly shownText: string;
  readonly root: PathRoot;
  /** False for a path that can find any number of values; it always answers an array. */
  readonly definite: boolean;
  /**
   * The value, by identity. Undefined when a definite path leads nowhere or its variable was never assigned; an
   * indefinite path that leads nowhere answers an empty array. Throws QueryFailure at a limit only.
   */
  read(scope: Scope): Json | undefined;
  /**
   * The value for a field that needs one (InputPath, OutputPath, …): a miss on the definite part of the path throws
   * QueryFailure `States.Runtime`, worded as AWS does ("Invalid path '$.a' : No results for path: $['a']").
   */
  evaluate(scope: Scope): Json;
  /**
   * True when the path leads to an array that is there and, in its last step, to a position outside of it. AWS takes
   * that for null in a payload template, and for a miss anywhere else.
   */
  endsOutsideArray(scope: Scope): boolean;
}
