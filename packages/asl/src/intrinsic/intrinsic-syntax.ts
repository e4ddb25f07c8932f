import type { Json } from '@edgestep/shared';

import type { PathSyntax } from '../jsonpath/path-syntax.ts';
import type { IntrinsicName } from './intrinsic-functions.ts';

/** A call of an intrinsic function as it was written. */
export interface CallSyntax {
  readonly kind: 'call';
  readonly name: IntrinsicName;
  readonly args: readonly ArgumentSyntax[];
}

export type ArgumentSyntax =
  | CallSyntax
  | { readonly kind: 'literal'; readonly value: Json }
  /** `template` is the text split at each `{}` that is not escaped. */
  | { readonly kind: 'text'; readonly value: string; readonly template: readonly string[] }
  | { readonly kind: 'path'; readonly path: PathSyntax; readonly text: string };
