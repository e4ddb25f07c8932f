import type { StateBase } from './state-base.ts';

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
