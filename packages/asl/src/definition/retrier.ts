import type { JsonObject } from '@edgestep/shared';

import { numberIn, oneOfIn, textIn, textsIn } from './source-fields.ts';

/** An entry of `Retry`, with the defaults of the language filled in. */
export interface Retrier {
  readonly errorEquals: readonly string[];
  readonly comment: string | undefined;
  /** Seconds before the first retry, 1 by default. */
  readonly intervalSeconds: number;
  /** 3 by default; 0 means never. */
  readonly maxAttempts: number;
  /** The factor from one interval to the next, 2.0 by default. */
  readonly backoffRate: number;
  /** The longest interval in seconds, without bound when undefined. */
  readonly maxDelaySeconds: number | undefined;
  readonly jitterStrategy: 'NONE' | 'FULL';
  readonly location: string;
  readonly source: JsonObject;
}

/** Reads an entry of `Retry`. */
export function readRetrier(source: JsonObject, location: string): Retrier {
  return {
    errorEquals: textsIn(source, 'ErrorEquals') ?? [],
    comment: textIn(source, 'Comment'),
    intervalSeconds: numberIn(source, 'IntervalSeconds') ?? 1,
    maxAttempts: numberIn(source, 'MaxAttempts') ?? 3,
    backoffRate: numberIn(source, 'BackoffRate') ?? 2,
    maxDelaySeconds: numberIn(source, 'MaxDelaySeconds'),
    jitterStrategy: oneOfIn(source, 'JitterStrategy', ['NONE', 'FULL']) ?? 'NONE',
    location,
    source,
  };
}
