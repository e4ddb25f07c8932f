import type { ExecutionType, Json } from '@edgestep/shared';

import { parseDefinition } from '../src/definition/parse-definition.ts';
import type { StateMachineDefinition } from '../src/definition/state-machine-definition.ts';
import type { Diagnostic } from '../src/validate/diagnostic.ts';
import { validateDefinition } from '../src/validate/validate-definition.ts';

/** All that parsing and validating say about a definition. */
export function diagnosticsOf(definition: Json, type: ExecutionType = 'STANDARD'): readonly Diagnostic[] {
  const parsed = parseDefinition(JSON.stringify(definition));
  return parsed.kind === 'refused' ? parsed.diagnostics : validateDefinition(parsed.definition, { type });
}

/** The errors among them, one a line, as CreateStateMachine shows them. */
export function errorsOf(definition: Json, type: ExecutionType = 'STANDARD'): readonly string[] {
  return diagnosticsOf(definition, type)
    .filter(({ severity }) => severity === 'ERROR')
    .map(line);
}

/** The warnings among them. */
export function warningsOf(definition: Json): readonly string[] {
  return diagnosticsOf(definition)
    .filter(({ severity }) => severity === 'WARNING')
    .map(line);
}

/** A definition that has to be of the right shape. */
export function parsed(definition: Json): StateMachineDefinition {
  const result = parseDefinition(JSON.stringify(definition));
  if (result.kind === 'refused') throw new Error(result.diagnostics.map(line).join('\n'));
  return result.definition;
}

function line({ code, message, location }: Diagnostic): string {
  return `${code}: ${message} at ${location}`;
}
