import type { CompiledMachine } from '@edgestep/asl';

/** Compiled definitions by revision, compiled once and kept. */
export interface DefinitionSource {
  /**
   * The machine of a revision: at once when it is compiled already, else a promise. Rejects with the fault
   * `definition-invalid` when the zone's copy has no such revision or it does not compile.
   */
  load(revisionId: string): CompiledMachine | Promise<CompiledMachine>;
}
