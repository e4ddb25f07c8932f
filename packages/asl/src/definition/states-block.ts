import type { JsonObject } from '@edgestep/shared';

import { readState, type StateDefinition } from './state-definition.ts';
import type { QueryLanguage } from './query-language.ts';
import { objectIn, textIn } from './source-fields.ts';

/** A graph of states with one entry: a state machine, a branch of a Parallel, the processor of a Map. */
export interface StatesBlock {
  readonly comment: string | undefined;
  readonly startAt: string;
  /** By name, in the order in which they were written. */
  readonly states: ReadonlyMap<string, StateDefinition>;
  /** Where the block stands: `` for the state machine, `/States/Fork/Branches[0]` for a branch. */
  readonly location: string;
  readonly source: JsonObject;
}

/** Reads a block and all that is within. */
export function readBlock(source: JsonObject, location: string, machineLanguage: QueryLanguage): StatesBlock {
  const states = new Map<string, StateDefinition>();
  for (const [name, state] of Object.entries(objectIn(source, 'States') ?? {})) {
    const read = readState(name, state, `${location}/States/${name}`, machineLanguage);
    if (read !== undefined) states.set(name, read);
  }
  return {
    comment: textIn(source, 'Comment'),
    startAt: textIn(source, 'StartAt') ?? '',
    states,
    location,
    source,
  };
}
