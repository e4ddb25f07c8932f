import type { Json } from '@edgestep/shared';

import type { Catcher } from './catcher.ts';
import type { Retrier } from './retrier.ts';
import type { StateBase } from './state-base.ts';
import type { StatesBlock } from './states-block.ts';
import type { Transition } from './transition.ts';

/** Parallel: all branches run on the same input; the array of their outputs is the result. */
export interface ParallelState extends StateBase {
  readonly type: 'Parallel';
  readonly transition: Transition;
  readonly branches: readonly StatesBlock[];
  /** JSONPath. A payload template. */
  readonly parameters: Json | undefined;
  /** JSONata. */
  readonly arguments: Json | undefined;
  /** JSONPath. A payload template over the raw result. */
  readonly resultSelector: Json | undefined;
  /** JSONPath. `null` discards the result. */
  readonly resultPath: string | null | undefined;
  readonly retriers: readonly Retrier[];
  readonly catchers: readonly Catcher[];
}
