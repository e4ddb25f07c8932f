import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Json } from '@edgestep/shared';

import { PEERS_DIR } from './peer.ts';

/** Runs a definition from start to end. */
type LocalRun = (input: Json) => Promise<{ readonly output: Json; readonly events: number }>;

/**
 * The interpreter of aws-local-stepfunctions for a definition, in this process. By the path of a file: the package is
 * installed for comparisons alone, and nobody else may need it.
 */
export async function loadLocalStepFunctions(definition: object): Promise<LocalRun> {
  const file = pathToFileURL(join(PEERS_DIR, 'local-stepfunctions.mjs')).href;
  const { prepare } = (await import(file)) as { readonly prepare: (definition: object) => LocalRun };
  return prepare(definition);
}
