import type { Json } from '@edgestep/shared';

import { exceedsJsonSize } from '../limits/json-size.ts';
import { resultCharactersMax } from '../limits/query-limits.ts';
import { QueryFailure, type QueryErrorName } from './query-failure.ts';

/** The JSON text of a value. Throws QueryFailure when it is longer, or nests deeper, than a text may. */
export function jsonText(value: Json, error: QueryErrorName = 'States.Runtime'): string {
  try {
    if (!exceedsJsonSize(value, resultCharactersMax)) return JSON.stringify(value);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
  }
  throw new QueryFailure(error, 'A value is too large to be written as text.');
}
