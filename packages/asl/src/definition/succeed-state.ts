import { readStateBase, type StateBase, type StateSource } from './state-base.ts';

/** Succeed: ends its block with success. */
export interface SucceedState extends StateBase {
  readonly type: 'Succeed';
}

/** Reads a Succeed state. */
export function readSucceedState(state: StateSource): SucceedState {
  return { type: 'Succeed', ...readStateBase(state) };
}
