import type { SucceedState } from '../definition/succeed-state.ts';
import type { CompiledSucceed } from './compiled-state.ts';
import { compileFlow } from './data-flow.ts';

export function compileSucceed(state: SucceedState): CompiledSucceed {
  return {
    type: 'Succeed',
    name: state.name,
    flow: compileFlow(state),
    next: undefined,
    follower: undefined,
  };
}
