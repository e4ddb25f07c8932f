import type { ExecutionType } from '@edgestep/shared';

import { parseDefinition } from '../definition/parse-definition.ts';
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
