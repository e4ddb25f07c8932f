import type { CompiledMachine } from '../compile/compiled-machine.ts';
import type { CompiledState } from '../compile/compiled-state.ts';
import { compileMachine } from '../compile/compile-machine.ts';
import { statesOf } from '../definition/blocks-of.ts';
import { parseDefinition } from '../definition/parse-definition.ts';
import type { QueryLanguage } from '../definition/query-language.ts';
import { readState, type StateDefinition } from '../definition/state-definition.ts';
import type { StateMachineDefinition } from '../definition/state-machine-definition.ts';
import { readJsonText } from '../json-text/read-json-text.ts';
import type { Diagnostic } from '../validate/diagnostic.ts';
import { transitionTargets } from '../validate/transition-targets.ts';
import { validateDefinition } from '../validate/validate-definition.ts';

/** The name under which a state is tested, as diagnostics, histories and the context object show it. */
const TESTED_STATE_NAME = 'StateName';

/** A state that can be run alone: a machine of its own begins with it. */
export interface TestedState {
  readonly machine: CompiledMachine;
  readonly state: CompiledState;
  readonly definition: StateDefinition;
}

export type TestedStateReading =
  | { readonly kind: 'read'; readonly tested: TestedState }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }
  /** The state machine is valid, and has no state of that name. */
  | { readonly kind: 'not-found' };

/**
 * Reads what TestState is to test: `text` defines one state, or, with `stateName`, a whole state machine in which
 * that state stands (at any depth). Where the state leads to need not exist when it is defined alone. Never throws.
 */
export function readTestedState(text: string, stateName: string | undefined): TestedStateReading {
  if (stateName === undefined) return readAlone(text, 'JSONPath');
  const parsed = parseDefinition(text);
  if (parsed.kind === 'refused') return parsed;
  const diagnostics = errorsOf(parsed.definition);
  if (diagnostics.length > 0) return { kind: 'refused', diagnostics };
  for (const state of statesOf(parsed.definition)) {
    if (state.name === stateName) return readAlone(JSON.stringify(state.source), state.queryLanguage);
  }
  return { kind: 'not-found' };
}

/** What a text is wrapped in has to be one JSON value, or it could close the wrapping. */
function readAlone(text: string, language: QueryLanguage): TestedStateReading {
  if (readJsonText(text).kind === 'refused') {
    const refused = parseDefinition(text);
    return refused.kind === 'refused' ? refused : { kind: 'not-found' };
  }
  const name = JSON.stringify(TESTED_STATE_NAME);
  const parsed = parseDefinition(
    `{"QueryLanguage": "${language}", "StartAt": ${name}, "States": {${name}: ${text}}}`,
  );
  if (parsed.kind === 'refused') return parsed;
  const machine = withTargets(parsed.definition);
  const diagnostics = errorsOf(machine);
  if (diagnostics.length > 0) return { kind: 'refused', diagnostics };
  return compiled(machine);
}

function compiled(definition: StateMachineDefinition): TestedStateReading {
  const machine = compileMachine(definition);
  const state = machine.blocks[0]?.states.get(TESTED_STATE_NAME);
  const written = definition.states.get(TESTED_STATE_NAME);
  if (state === undefined || written === undefined) return { kind: 'not-found' };
  return { kind: 'read', tested: { machine, state, definition: written } };
}

/** Every state that the tested one leads to is there, and ends the machine. */
function withTargets(definition: StateMachineDefinition): StateMachineDefinition {
  const states = new Map(definition.states);
  for (const state of definition.states.values()) {
    for (const { target } of transitionTargets(state)) {
      const end = readState(target, { Type: 'Succeed' }, `/States/${target}`, definition.queryLanguage);
      if (end !== undefined && !states.has(target)) states.set(target, end);
    }
  }
  return { ...definition, states };
}

function errorsOf(definition: StateMachineDefinition): readonly Diagnostic[] {
  return validateDefinition(definition, { type: 'STANDARD' }).filter(({ severity }) => severity === 'ERROR');
}
