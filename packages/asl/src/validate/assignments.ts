import type { JsonObject } from '@edgestep/shared';

import type { StateDefinition } from '../definition/state-definition.ts';

/** A variable that a state assigns. */
export interface Assignment {
  /** Without the `.$` of a payload template. */
  readonly name: string;
  readonly location: string;
}

/** All variables that a state assigns when it is left, by its rules and catchers too. */
export function assignmentsOf(state: StateDefinition): readonly Assignment[] {
  const isTemplate = state.queryLanguage === 'JSONPath';
  return assigningObjectsOf(state).flatMap(({ assign, location }) =>
    Object.keys(assign ?? {}).map((key) => ({
      name: isTemplate && key.endsWith('.$') ? key.slice(0, -2) : key,
      location: `${location}/Assign/${key}`,
    })),
  );
}

interface AssigningObject {
  readonly assign: JsonObject | undefined;
  readonly location: string;
}

function assigningObjectsOf(state: StateDefinition): readonly AssigningObject[] {
  if (state.type === 'Choice') return [state, ...state.choices];
  return 'catchers' in state ? [state, ...state.catchers] : [state];
}
