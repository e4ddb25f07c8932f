import type { ParallelState } from '../definition/parallel-state.ts';
import type { BlockTable } from './block-table.ts';
import type { CompiledParallel } from './compiled-state.ts';
import { compileFlow, nextOf } from './data-flow.ts';
import { compileCatchers, compileRetriers } from './error-handlers.ts';

export function compileParallel(state: ParallelState, table: BlockTable): CompiledParallel {
  return {
    type: 'Parallel',
    name: state.name,
    flow: compileFlow(state),
    next: nextOf(state.transition),
    follower: undefined,
    branches: state.branches.map((branch) => table.add(branch)),
    retriers: compileRetriers(state.retriers),
    catchers: compileCatchers(state.catchers, state.queryLanguage),
  };
}
