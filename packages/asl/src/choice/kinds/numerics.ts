import { compareNumbers, isJsonNumber, type JsonNumber } from '@edgestep/shared';

import type { ComparableKind } from '../choice-operator.ts';

/** Numbers. */
export const numerics: ComparableKind<JsonNumber> = {
  name: 'a number',
  parse: (value) => (isJsonNumber(value) ? value : undefined),
  order: compareNumbers,
};
