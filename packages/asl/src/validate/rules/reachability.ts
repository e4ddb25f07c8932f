import { blocksOf } from '../../definition/blocks-of.ts';
import type { StatesBlock } from '../../definition/states-block.ts';
import type { Rule } from '../rule.ts';
import { isTerminal, transitionTargets } from '../transition-targets.ts';

/** Every block can come to an end, and every state of it can be reached. */
export const checkReachability: Rule = (definition, findings) => {
  for (const block of blocksOf(definition)) {
    const states = [...block.states.values()];
    if (!states.some(isTerminal)) {
      // AWS gives this finding no location, and then looks for no unreachable states.
      const message = 'Workflow has no terminal state';
      findings.add({ code: 'MISSING_END_STATE', message, place: block.location });
      continue;
    }
    const reached = reachedStates(block);
    for (const { name, location } of states) {
      if (reached.has(name)) continue;
      const message = `State "${name}" is not reachable.`;
      findings.add({ code: 'MISSING_TRANSITION_TARGET', message, location });
    }
  }
};

function reachedStates(block: StatesBlock): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [block.startAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = block.states.get(name);
    if (state === undefined || reached.has(name)) continue;
    reached.add(name);
    open.push(...transitionTargets(state).map(({ target }) => target));
  }
  return reached;
}
