import type { Json } from '@edgestep/shared';

import { QueryFailure, type QueryErrorName } from './query-failure.ts';

/** The JSON text of a value. Throws QueryFailure when it is longer, or nests deeper, than a text can be. */
export function jsonText(value: Json, error: QueryErrorName = 'States.Runtime'): string {
  try {
    return JSON.stringify(value);
  } catch {
    throw new QueryFailure(error, 'A value is too large to be written as text.');
  }
}
