import type { ComparableKind } from '../choice-operator.ts';

/** Numbers. */
export const numerics: ComparableKind<number> = {
  name: 'a number',
  parse: (value) => (typeof value === 'number' ? value : undefined),
  order: (left, right) => left - right,
};
