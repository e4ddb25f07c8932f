import type { Json } from '@edgestep/shared';

/** What reading a JSON text gave. */
export type JsonReading =
  | { readonly kind: 'read'; readonly value: Json; readonly duplicates: readonly DuplicateMember[] }
  | { readonly kind: 'refused'; readonly problem: JsonProblem };

/** A member that its object has had before: the later one stands in the value. */
export interface DuplicateMember {
  readonly name: string;
  /** Of the object: `/States`. */
  readonly parent: string;
}

/** Why a text is no JSON text, in the words of the parser behind AWS. */
export interface JsonProblem {
  readonly message: string;
  /** Where the offence begins, in UTF-16 units from 0. */
  readonly offset: number;
  /** How far the parser behind AWS would have read: what it gives as the place. */
  readonly readTo: number;
}
