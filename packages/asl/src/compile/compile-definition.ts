import type { ExecutionType } from '@edgestep/shared';

import { parseDefinition } from '../definition/parse-definition.ts';
import { QuerySyntaxError } from '../query/query-syntax-error.ts';
import type { Diagnostic } from '../validate/diagnostic.ts';
import { validateDefinition } from '../validate/validate-definition.ts';
import { compileMachine } from './compile-machine.ts';
import type { CompiledMachine } from './compiled-machine.ts';

export type CompileResult =
  | { readonly kind: 'compiled'; readonly machine: CompiledMachine }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] };

/** Parses, validates and compiles a definition. Warnings don't keep it from being compiled. */
export function compileDefinition(text: string, type: ExecutionType = 'STANDARD'): CompileResult {
  const parsed = parseDefinition(text);
  if (parsed.kind === 'refused') return parsed;
  const errors = validateDefinition(parsed.definition, { type }).filter(
    ({ severity }) => severity === 'ERROR',
  );
  if (errors.length > 0) return { kind: 'refused', diagnostics: errors };
  return { kind: 'compiled', machine: compileMachine(parsed.definition) };
}

/**
 * Compiles a definition that was accepted when its revision was made. Validation may have learned to refuse it
 * since: its executions go on all the same, because an upgrade decides nothing that is past. What can't be
 * compiled at all is refused: a refusal that a later release brings has to be one of the rules of `validate`, not
 * of the shapes that the parser checks.
 */
export function compileAcceptedDefinition(text: string): CompileResult {
  const parsed = parseDefinition(text);
  if (parsed.kind === 'refused') return parsed;
  try {
    return { kind: 'compiled', machine: compileMachine(parsed.definition) };
  } catch (error) {
    if (!(error instanceof QuerySyntaxError)) throw error;
    return compileDefinition(text);
  }
}
