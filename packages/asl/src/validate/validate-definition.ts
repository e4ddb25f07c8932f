import type { StateMachineDefinition } from '../definition/state-machine-definition.ts';
import type { Diagnostic } from './diagnostic.ts';
import { DiagnosticCollector } from './diagnostic-collector.ts';
import type { ValidationOptions } from './rule.ts';
import { rules } from './rules.ts';

/**
 * Everything that speaks against a definition of the right shape (see `parseDefinition`), with warnings. The
 * definition can be used when no diagnostic is an ERROR. Never throws.
 */
export function validateDefinition(
  definition: StateMachineDefinition,
  options: ValidationOptions,
): readonly Diagnostic[] {
  const findings = new DiagnosticCollector(definition.positions);
  for (const rule of Object.values(rules)) rule(definition, findings, options);
  return findings.diagnostics;
}
