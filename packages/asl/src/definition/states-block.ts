import type { JsonObject } from '@edgestep/shared';

import type { StateDefinition } from './state-definition.ts';

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
