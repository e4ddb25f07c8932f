import type { ComparableKind } from '../choice-operator.ts';

/** Texts, ordered by their UTF-16 code units as Java's compareTo orders them. */
export const strings: ComparableKind<string> = {
  name: 'a string',
  parse: (value) => (typeof value === 'string' ? value : undefined),
  order: (left, right) => (left < right ? -1 : left > right ? 1 : 0),
};
