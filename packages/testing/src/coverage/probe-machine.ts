import {
  blocksOf,
  type CompiledCatcher,
  type CompiledChoice,
  type CompiledMachine,
  type CompiledRetrier,
  type CompiledRule,
  type CompiledState,
  type Scope,
  type StateDefinition,
  type StateMachineDefinition,
} from '@edgestep/asl';

import { defaultOf } from './coverage-plan.ts';

/** Told whenever a place of the definition is reached. */
export type Reached = (location: string) => void;

/**
 * The same state machine, which tells what its runs reach. The engine steps through it as through any other. Events
 * say which states were entered; which rule, retrier or catcher was taken they do not always say, so those are watched
 * where the engine reads them: a rule's outcome, a retrier's MaxAttempts and a catcher's Next, both of which are read
 * once it has taken the error and not before.
 */
export function probeMachine(
  machine: CompiledMachine,
  definition: StateMachineDefinition,
  reached: Reached,
): CompiledMachine {
  const sources = [...blocksOf(definition)];
  const blocks = machine.blocks.map((block, number) => {
    const states = new Map<string, CompiledState>();
    for (const [name, state] of block.states) {
      const source = sources[number]?.states.get(name);
      states.set(name, source === undefined ? state : probed(state, source, reached));
    }
    return { ...block, states };
  });
  return { ...machine, blocks };
}

function probed(state: CompiledState, source: StateDefinition, reached: Reached): CompiledState {
  switch (state.type) {
    case 'Choice':
      return probedChoice(state, source.location, reached);
    case 'Task':
    case 'Parallel':
    case 'Map': {
      const { retriers, catchers } = state;
      const at = (field: string, index: number) => () => reached(`${source.location}/${field}[${index}]`);
      return {
        ...state,
        retriers: retriers.map((retrier, index) => probedRetrier(retrier, at('Retry', index))),
        catchers: catchers.map((catcher, index) => probedCatcher(catcher, at('Catch', index))),
      };
    }
    case 'Pass':
    case 'Wait':
    case 'Succeed':
    case 'Fail':
      return state;
  }
}

function probedRetrier(retrier: CompiledRetrier, reached: () => void): CompiledRetrier {
  return {
    ...retrier,
    get maxAttempts() {
      reached();
      return retrier.maxAttempts;
    },
  };
}

function probedCatcher(catcher: CompiledCatcher, reached: () => void): CompiledCatcher {
  return {
    ...catcher,
    get next() {
      reached();
      return catcher.next;
    },
  };
}

/** Rules are tried in their order: one that holds is followed, and when the last does not, Default is. */
function probedChoice(state: CompiledChoice, location: string, reached: Reached): CompiledChoice {
  const last = state.rules.length - 1;
  const rules = state.rules.map((rule, index) =>
    probedRule(rule, (holds) => {
      if (holds) reached(`${location}/Choices[${index}]`);
      else if (index === last) reached(defaultOf(location));
    }),
  );
  return { ...state, rules };
}

function probedRule(rule: CompiledRule, tell: (holds: boolean) => void): CompiledRule {
  const { condition } = rule;
  if ('kind' in condition && condition.kind === 'async') {
    return {
      ...rule,
      condition: {
        ...condition,
        async evaluate(scope: Scope) {
          const value = await condition.evaluate(scope);
          tell(value === true);
          return value;
        },
      },
    };
  }
  const evaluate = (scope: Scope) => {
    const value = condition.evaluate(scope);
    tell(value === true);
    return value;
  };
  // A rule's condition is a test or a template; both keep the type of what they evaluate to.
  return { ...rule, condition: { ...condition, evaluate } as CompiledRule['condition'] };
}
