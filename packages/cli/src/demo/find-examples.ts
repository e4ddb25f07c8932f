import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';

import type { Example } from '@edgestep/sdk';

const EXAMPLES = new URL('../../../../examples/', import.meta.url);

/** The examples of this checkout: every folder under `examples/` with a `src/run.ts`. */
export async function findExamples(): Promise<readonly Example[]> {
  const folders = await readdir(EXAMPLES, { withFileTypes: true });
  const names = folders
    .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/src/run.ts`, EXAMPLES)))
    .map(({ name }) => name);
  return Promise.all(
    names.sort().map(async (name) => {
      const module = (await import(new URL(`${name}/src/run.ts`, EXAMPLES).href)) as { example: Example };
      return module.example;
    }),
  );
}
