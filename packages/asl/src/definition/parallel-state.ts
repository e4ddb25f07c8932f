import type { Json } from '@edgestep/shared';

import { readCatcher, type Catcher } from './catcher.ts';
import { readRetrier, type Retrier } from './retrier.ts';
import { readStateBase, type StateBase, type StateSource } from './state-base.ts';
import { readBlock, type StatesBlock } from './states-block.ts';
import { readTransition, type Transition } from './transition.ts';
import { objectsIn, pathIn, valueIn } from './source-fields.ts';

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

/** Reads a Parallel state with its branches. */
export function readParallelState(state: StateSource): ParallelState {
  const { source, location, machineLanguage } = state;
  return {
    type: 'Parallel',
    ...readStateBase(state),
    transition: readTransition(source),
    branches: objectsIn(source, 'Branches', location, (branch, at) => readBlock(branch, at, machineLanguage)),
    parameters: valueIn(source, 'Parameters'),
    arguments: valueIn(source, 'Arguments'),
    resultSelector: valueIn(source, 'ResultSelector'),
    resultPath: pathIn(source, 'ResultPath'),
    retriers: objectsIn(source, 'Retry', location, readRetrier),
    catchers: objectsIn(source, 'Catch', location, readCatcher),
  };
}
