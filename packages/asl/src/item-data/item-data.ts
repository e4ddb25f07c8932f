import type { Json } from '@edgestep/shared';

/** The items of one object. */
export interface ItemData {
  readonly items: readonly Json[];
  /** They are the members of an object, each `{Key, Value}`. */
  readonly itemsAreMembers?: true;
}
