import { compileDefinition, type CompiledMachine } from '@edgestep/asl';

/** Compiles a definition of the bench. Throws when it is refused. */
export function compile(definition: object): CompiledMachine {
  const result = compileDefinition(JSON.stringify(definition));
  if (result.kind === 'compiled') return result.machine;
  throw new Error(`the definition is refused: ${JSON.stringify(result.diagnostics)}`);
}
