import { compileDefinition, type CompiledMachine } from '@edgestep/asl';
import type { ExecutionType } from '@edgestep/shared';

/** Compiles a definition of the bench. Throws when it is refused. */
export function compile(definition: object, type: ExecutionType = 'STANDARD'): CompiledMachine {
  const result = compileDefinition(JSON.stringify(definition), type);
  if (result.kind === 'compiled') return result.machine;
  throw new Error(`the definition is refused: ${JSON.stringify(result.diagnostics)}`);
}
