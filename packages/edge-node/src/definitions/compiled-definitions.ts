import { compileAcceptedDefinition, type CompiledMachine } from '@edgestep/asl';
import type { DefinitionSource } from '@edgestep/engine';
import { EdgestepError, type RevisionRecord } from '@edgestep/shared';

/** How long a revision that an execution needs may still be on its way into the zone's copy. */
const ARRIVAL_TIMEOUT_MS = 5_000;

/** Finds a revision in the zone's copy of the registry, waiting for one that is on its way. */
export interface RevisionFinder {
  revision(revisionId: string): RevisionRecord | undefined;
  waitForRevisionRecord(revisionId: string, timeoutMs: number): Promise<RevisionRecord | undefined>;
}

/** Compiles each revision once, on first use, and keeps it: a revision never changes. */
export function createCompiledDefinitions(finder: RevisionFinder): DefinitionSource {
  const compiled = new Map<string, CompiledMachine>();

  function compile(record: RevisionRecord): CompiledMachine {
    const result = compileAcceptedDefinition(record.definition);
    if (result.kind === 'refused') {
      throw new EdgestepError(
        'definition-invalid',
        `Revision ${record.revisionId} of ${record.stateMachine} does not compile: ${result.diagnostics[0]?.message ?? ''}`,
      );
    }
    compiled.set(record.revisionId, result.machine);
    return result.machine;
  }

  async function arrive(revisionId: string): Promise<CompiledMachine> {
    const record = await finder.waitForRevisionRecord(revisionId, ARRIVAL_TIMEOUT_MS);
    if (record !== undefined) return compile(record);
    throw new EdgestepError(
      'definition-invalid',
      `The zone's copy of the registry has no revision ${revisionId}`,
    );
  }

  return {
    load(revisionId) {
      const known = compiled.get(revisionId);
      if (known !== undefined) return known;
      const record = finder.revision(revisionId);
      return record === undefined ? arrive(revisionId) : compile(record);
    },
  };
}
