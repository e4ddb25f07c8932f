import type { PassState } from '../definition/pass-state.ts';
import type { CompiledPass } from './compiled-state.ts';
import { compileFlow, nextOf } from './data-flow.ts';

export function compilePass(state: PassState): CompiledPass {
  return {
    type: 'Pass',
    name: state.name,
    flow: compileFlow(state),
    next: nextOf(state.transition),
    follower: undefined,
    result: state.result,
  };
}
