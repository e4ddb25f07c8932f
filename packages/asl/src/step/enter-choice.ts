import type { Json } from '@edgestep/shared';

import type { CompiledChoice, CompiledRule } from '../compile/compiled-state.ts';
import type { FrameView } from '../execution/frame-view.ts';
import { effectiveInput } from './effective-input.ts';
import { evaluate } from './evaluate.ts';
import { entryOf } from './frame-access.ts';
import { handOn, handsOn, leaveState } from './leave-state.ts';
import { StateError } from './state-failure.ts';
import { StateScope } from './state-scope.ts';
import type { Suspension, Turn } from './turn.ts';

/** Choice: the first rule that holds says where to go; else Default. */
export function enterChoice(turn: Turn, frame: FrameView, state: CompiledChoice): Suspension | undefined {
  const { input } = entryOf(frame);
  const seen = state.flow.language === 'JSONPath' ? effectiveInput(turn, frame, state.flow, input) : input;
  return tryRules(turn, frame, state, seen, 0);
}

function tryRules(
  turn: Turn,
  frame: FrameView,
  state: CompiledChoice,
  seen: Json,
  first: number,
): Suspension | undefined {
  const scope = new StateScope(turn, frame, seen);
  for (let index = first; index < state.rules.length; index += 1) {
    const rule = state.rules[index] as CompiledRule;
    const { condition } = rule;
    if ('kind' in condition && condition.kind === 'async') {
      return evaluate(turn, frame.id, condition, scope, (holds) =>
        holds === true ? follow(turn, frame, state, rule) : tryRules(turn, frame, state, seen, index + 1),
      );
    }
    if (condition.evaluate(scope) === true) return follow(turn, frame, state, rule);
  }
  return followDefault(turn, frame, state);
}

function follow(
  turn: Turn,
  frame: FrameView,
  state: CompiledChoice,
  rule: CompiledRule,
): Suspension | undefined {
  const { next, output, assign } = rule;
  if (assign === undefined && handsOn(turn, state.flow)) return handOn(turn, frame, state, next);
  return leaveState(turn, frame, state, undefined, { next, output, assign });
}

function followDefault(turn: Turn, frame: FrameView, state: CompiledChoice): Suspension | undefined {
  if (state.defaultNext === undefined) {
    // The language has States.NoChoiceMatched for it; the service answers with this.
    throw new StateError(
      'States.Runtime',
      'Failed to transition out of the state. The state does not point to a next state.',
    );
  }
  if (handsOn(turn, state.flow)) return handOn(turn, frame, state, state.defaultNext);
  return leaveState(turn, frame, state, undefined, {
    next: state.defaultNext,
    output: state.flow.language === 'JSONata' ? state.flow.output : undefined,
    assign: state.flow.assign,
  });
}
