import type { StateMachineDefinition } from '../definition/state-machine-definition.ts';
import type { CompiledState } from './compiled-state.ts';

/** A definition in the form that executions run: every path, template, rule and resource is parsed already. */
export interface CompiledMachine {
  readonly definition: StateMachineDefinition;
  readonly startAt: string;
  /** The longest duration of an execution; undefined: no limit of its own. */
  readonly timeoutSeconds: number | undefined;
  /** Block 0 is the state machine's own; every branch of a Parallel and every processor of a Map is one more. */
  readonly blocks: readonly CompiledBlock[];
}

/** A graph of states with one entry. */
export interface CompiledBlock {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, CompiledState>;
}
