import type { ComparableKind } from '../choice-operator.ts';

/** Booleans; only their equality is asked for. */
export const booleans: ComparableKind<boolean> = {
  name: 'a boolean',
  parse: (value) => (typeof value === 'boolean' ? value : undefined),
  order: (left, right) => Number(left) - Number(right),
};
