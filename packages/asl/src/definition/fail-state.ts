import { readStateBase, type StateBase, type StateSource } from './state-base.ts';
import { textIn } from './source-fields.ts';

/** Fail: ends its block with an error. */
export interface FailState extends StateBase {
  readonly type: 'Fail';
  /** A name, or a JSONata expression. */
  readonly error: string | undefined;
  /** JSONPath. A path or an intrinsic function. */
  readonly errorPath: string | undefined;
  /** A text, or a JSONata expression. */
  readonly cause: string | undefined;
  /** JSONPath. A path or an intrinsic function. */
  readonly causePath: string | undefined;
}

/** Reads a Fail state. */
export function readFailState(state: StateSource): FailState {
  const { source } = state;
  return {
    type: 'Fail',
    ...readStateBase(state),
    error: textIn(source, 'Error'),
    errorPath: textIn(source, 'ErrorPath'),
    cause: textIn(source, 'Cause'),
    causePath: textIn(source, 'CausePath'),
  };
}
