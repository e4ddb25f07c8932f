import type { Json } from '@edgestep/shared';

import { readStateBase, type StateBase, type StateSource } from './state-base.ts';
import { readTransition, type Transition } from './transition.ts';
import { pathIn, valueIn } from './source-fields.ts';

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

/** Reads a Pass state. */
export function readPassState(state: StateSource): PassState {
  const { source } = state;
  return {
    type: 'Pass',
    ...readStateBase(state),
    transition: readTransition(source),
    result: valueIn(source, 'Result'),
    parameters: valueIn(source, 'Parameters'),
    resultPath: pathIn(source, 'ResultPath'),
  };
}
