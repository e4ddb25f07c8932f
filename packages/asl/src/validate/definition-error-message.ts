import type { Diagnostic } from './diagnostic.ts';

/**
 * The message of the InvalidDefinition that CreateStateMachine answers with:
 * `Invalid State Machine Definition: 'CODE: message at location, CODE: …'`. Warnings are left out.
 */
export function definitionErrorMessage(diagnostics: readonly Diagnostic[]): string {
  const findings = diagnostics
    .filter(({ severity }) => severity === 'ERROR')
    .map(({ code, message, location }) => `${code}: ${message} at ${location ?? 'null'}`);
  return `Invalid State Machine Definition: '${findings.join(', ')}'`;
}
