import type { FailState } from '../definition/fail-state.ts';
import type { Template } from '../query/template.ts';
import { compileJsonataTemplate } from '../template/compile-jsonata-template.ts';
import { compileQueryText } from '../template/compile-query-text.ts';
import type { CompiledFail } from './compiled-state.ts';
import { compileFlow } from './data-flow.ts';

export function compileFail(state: FailState): CompiledFail {
  return {
    type: 'Fail',
    name: state.name,
    flow: compileFlow(state),
    next: undefined,
    follower: undefined,
    error: text(state, 'Error', state.error, state.errorPath),
    cause: text(state, 'Cause', state.cause, state.causePath),
  };
}

function text(
  state: FailState,
  field: string,
  written: string | undefined,
  path: string | undefined,
): Template | undefined {
  if (path !== undefined) return compileQueryText(path);
  if (written === undefined) return undefined;
  if (state.queryLanguage === 'JSONata') return compileJsonataTemplate(written, field, 'string');
  return { kind: 'sync', variables: [], evaluate: () => written };
}
