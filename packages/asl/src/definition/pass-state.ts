import type { Json } from '@edgestep/shared';

import type { StateBase } from './state-base.ts';
import type { Transition } from './transition.ts';

/** Pass: its input, a constant or a template becomes its output. */
export interface PassState extends StateBase {
  readonly type: 'Pass';
  readonly transition: Transition;
  /** JSONPath. A constant. */
  readonly result: Json | undefined;
  /** JSONPath. A payload template. */
  readonly parameters: Json | undefined;
  /** JSONPath. `null` discards the result. */
  readonly resultPath: string | null | undefined;
}
