import type { StateBase } from './state-base.ts';

/** Succeed: ends its block with success. */
export interface SucceedState extends StateBase {
  readonly type: 'Succeed';
}
