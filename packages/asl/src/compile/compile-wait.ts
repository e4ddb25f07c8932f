import type { WaitState } from '../definition/wait-state.ts';
import { compilePath } from '../jsonpath/compile-path.ts';
import { compileJsonataTemplate } from '../template/compile-jsonata-template.ts';
import type { CompiledWait, WaitField } from './compiled-state.ts';
import { compileFlow, nextOf } from './data-flow.ts';

export function compileWait(state: WaitState): CompiledWait {
  return {
    type: 'Wait',
    name: state.name,
    flow: compileFlow(state),
    next: nextOf(state.transition),
    follower: undefined,
    until: untilOf(state),
  };
}

function untilOf(state: WaitState): WaitField {
  const { seconds, secondsPath, timestamp, timestampPath } = state;
  if (secondsPath !== undefined) return { kind: 'seconds-path', path: compilePath(secondsPath) };
  if (timestampPath !== undefined) return { kind: 'timestamp-path', path: compilePath(timestampPath) };
  if (timestamp === undefined) {
    return typeof seconds === 'string'
      ? { kind: 'seconds-expression', template: compileJsonataTemplate(seconds, 'Seconds', 'number') }
      : { kind: 'seconds', seconds: seconds ?? 0 };
  }
  return state.queryLanguage === 'JSONata'
    ? { kind: 'timestamp-expression', template: compileJsonataTemplate(timestamp, 'Timestamp', 'string') }
    : { kind: 'timestamp', timestamp };
}
