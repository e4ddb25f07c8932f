import type { StateBase } from './state-base.ts';
import type { Transition } from './transition.ts';

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
