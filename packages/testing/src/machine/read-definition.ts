import {
  blocksOf,
  compileMachine,
  parseDefinition,
  validateDefinition,
  type CompiledMachine,
  type Diagnostic,
  type StateMachineDefinition,
} from '@edgestep/asl';
import type { ExecutionType } from '@edgestep/shared';

import { TestingError } from '../testing-error.ts';

export interface ReadDefinition {
  readonly definition: StateMachineDefinition;
  readonly machine: CompiledMachine;
  /** Where each state stands, by its block and name. */
  readonly locations: readonly ReadonlyMap<string, string>[];
  /** Whether it was given as text, so that its lines mean something. */
  readonly hasLines: boolean;
}

/** Parses, validates and compiles a definition given as text or as JSON. Throws TestingError `definition-invalid`. */
export function readDefinition(given: string | object, name: string, type: ExecutionType): ReadDefinition {
  const hasLines = typeof given === 'string';
  const parsed = parseDefinition(hasLines ? given : JSON.stringify(given));
  if (parsed.kind === 'refused') throw invalid(name, parsed.diagnostics, hasLines);
  const errors = validateDefinition(parsed.definition, { type }).filter(
    ({ severity }) => severity === 'ERROR',
  );
  if (errors.length > 0) throw invalid(name, errors, hasLines);
  const { definition } = parsed;
  const locations = [...blocksOf(definition)].map(
    (block) => new Map([...block.states].map(([state, { location }]) => [state, location])),
  );
  return { definition, machine: compileMachine(definition), locations, hasLines };
}

function invalid(name: string, diagnostics: readonly Diagnostic[], hasLines: boolean): TestingError {
  const findings = diagnostics.map(({ code, message, location, line, column }) => {
    const place = hasLines ? `${line}:${column}: ` : '';
    return `\n  ${place}${code}: ${message}${location === undefined ? '' : ` (at ${location})`}`;
  });
  return new TestingError(
    'definition-invalid',
    `The definition of ${name} is not valid:${findings.join('')}`,
  );
}
