/**
 * Who calls. `identified` carries the identity of the token that was verified: tenant (`tid`), object (`oid`)
 * and, where the token has one, a display name. Nothing else in the house decides who somebody is.
 */
export type Principal =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'identified'; readonly tid: string; readonly oid: string; readonly name?: string };

/** A caller that showed no token. */
export const ANONYMOUS: Principal = { kind: 'anonymous' };
