import { blocksOf, type Retrier, type StateDefinition, type StateMachineDefinition } from '@edgestep/asl';

import type { CoverageItem } from './coverage.ts';

/** Everything that a test of this definition can reach, in its order, nothing of it reached yet. */
export function coveragePlan(
  definition: StateMachineDefinition,
  withLines: boolean,
): readonly CoverageItem[] {
  const states = [...blocksOf(definition)].flatMap((block) => [...block.states.values()]);
  return states.flatMap((state) =>
    itemsOf(state).map((item) => (withLines ? lined(definition, item) : item)),
  );
}

function lined({ positions }: StateMachineDefinition, item: CoverageItem): CoverageItem {
  return { ...item, line: positions.positionOf(item.location).line };
}

function itemsOf(state: StateDefinition): CoverageItem[] {
  const own = item(state, 'state', state.location, state.type);
  switch (state.type) {
    case 'Choice':
      return [
        own,
        ...state.choices.map((rule) => item(state, 'choice', rule.location, `→ ${rule.next}`)),
        ...(state.default === undefined
          ? []
          : [item(state, 'choice', defaultOf(state.location), `Default → ${state.default}`)]),
      ];
    case 'Task':
    case 'Parallel':
    case 'Map':
      return [
        own,
        ...state.retriers.map((retrier) =>
          item(state, 'retrier', retrier.location, `${errors(retrier)}${never(retrier)}`),
        ),
        ...state.catchers.map((catcher) =>
          item(state, 'catcher', catcher.location, `${errors(catcher)} → ${catcher.next}`),
        ),
      ];
    case 'Pass':
    case 'Wait':
    case 'Succeed':
    case 'Fail':
      return [own];
  }
}

/** Where the Default of a Choice stands. */
export function defaultOf(location: string): string {
  return `${location}/Default`;
}

function item(
  state: StateDefinition,
  kind: CoverageItem['kind'],
  location: string,
  what: string,
): CoverageItem {
  return { kind, state: state.name, location, what, hits: 0 };
}

function errors({ errorEquals }: { readonly errorEquals: readonly string[] }): string {
  return errorEquals.join(', ');
}

function never({ maxAttempts }: Retrier): string {
  return maxAttempts === 0 ? ' (never tried again)' : '';
}
