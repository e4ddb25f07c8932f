import type { CompiledState } from './compiled-state.ts';

/** A graph of states with one entry: the state machine itself, a branch, an item processor. */
export interface CompiledBlock {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, CompiledState>;
}

/**
 * A definition, compiled once per revision: every path, template, expression and rule is a closure, so that a step
 * parses nothing. Immutable and shared by all executions of the revision.
 */
export interface CompiledMachine {
  readonly startAt: string;
  /** The longest duration of an execution; undefined for the service's own limit. */
  readonly timeoutSeconds: number | undefined;
  /** Block 0 is the state machine itself. */
  readonly blocks: readonly CompiledBlock[];
}
