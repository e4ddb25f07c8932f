import { readStateBase, type StateBase, type StateSource } from './state-base.ts';
import { readTransition, type Transition } from './transition.ts';
import { numberOrTextIn, textIn } from './source-fields.ts';

/** Wait: exactly one of the four is there in a valid definition. */
export interface WaitState extends StateBase {
  readonly type: 'Wait';
  readonly transition: Transition;
  /** A string is a JSONata expression. */
  readonly seconds: number | string | undefined;
  /** JSONPath. A path. */
  readonly secondsPath: string | undefined;
  /** RFC 3339, or a JSONata expression. */
  readonly timestamp: string | undefined;
  /** JSONPath. A path. */
  readonly timestampPath: string | undefined;
}

/** Reads a Wait state. */
export function readWaitState(state: StateSource): WaitState {
  const { source } = state;
  return {
    type: 'Wait',
    ...readStateBase(state),
    transition: readTransition(source),
    seconds: numberOrTextIn(source, 'Seconds'),
    secondsPath: textIn(source, 'SecondsPath'),
    timestamp: textIn(source, 'Timestamp'),
    timestampPath: textIn(source, 'TimestampPath'),
  };
}
