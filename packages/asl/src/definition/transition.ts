import type { JsonObject } from '@edgestep/shared';

import { textIn } from './source-fields.ts';

/** Where a state leads once it has succeeded: to another state, or out of its block. */
export type Transition = { readonly kind: 'next'; readonly next: string } | { readonly kind: 'end' };

/** Reads `Next` or `End`. */
export function readTransition(source: JsonObject): Transition {
  const next = textIn(source, 'Next');
  return next === undefined ? { kind: 'end' } : { kind: 'next', next };
}
