import type { DefinitionRecord } from '@edgestep/shared';

/** One write to the registry's bucket. */
export type RegistryWrite =
  | { readonly kind: 'put'; readonly key: string; readonly record: DefinitionRecord }
  | { readonly kind: 'delete'; readonly key: string };

/**
 * What a registry operation decided: writes, in this order, and the answer. The last write is the one that makes
 * the change visible; it is made against the revision of the key that the decision read, and decided anew when
 * somebody else was faster.
 */
export interface RegistryChange<Response> {
  readonly writes: readonly RegistryWrite[];
  readonly response: Response;
}
