/** Where a state leads once it has succeeded: to another state, or out of its block. */
export type Transition = { readonly kind: 'next'; readonly next: string } | { readonly kind: 'end' };
