import type { StateDefinition } from '../definition/state-definition.ts';

/** Where a state may lead, and where the definition says so. */
export interface TransitionTarget {
  readonly target: string;
  readonly location: string;
}

/** All transitions out of a state: its own, those of its rules and of its catchers. */
export function transitionTargets(state: StateDefinition): readonly TransitionTarget[] {
  const at = (location: string, target: string): TransitionTarget => ({ target, location });
  const targets: TransitionTarget[] = [];
  if ('transition' in state && state.transition.kind === 'next') {
    targets.push(at(`${state.location}/Next`, state.transition.next));
  }
  if (state.type === 'Choice') {
    for (const rule of state.choices) targets.push(at(`${rule.location}/Next`, rule.next));
    if (state.default !== undefined) targets.push(at(`${state.location}/Default`, state.default));
  }
  if ('catchers' in state) {
    for (const catcher of state.catchers) targets.push(at(`${catcher.location}/Next`, catcher.next));
  }
  return targets;
}

/** True for a state that ends its block. */
export function isTerminal(state: StateDefinition): boolean {
  if (state.type === 'Succeed' || state.type === 'Fail') return true;
  return state.type !== 'Choice' && state.transition.kind === 'end';
}
