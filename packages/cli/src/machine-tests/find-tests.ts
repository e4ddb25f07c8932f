import { stat } from 'node:fs/promises';

import { findSuites, isSuiteFile } from '@edgestep/testing';

import { UsageError } from '../commands/usage-error.ts';

/** What there is to test: a suite, or a definition on its own. */
export interface TestSource {
  readonly kind: 'suite' | 'definition';
  readonly file: string;
}

/** Finds what paths name: suites, definitions, and the suites of folders. Throws UsageError. */
export async function findTests(paths: readonly string[]): Promise<readonly TestSource[]> {
  const sources: TestSource[] = [];
  for (const path of paths) {
    if (!(await isFolder(path))) {
      sources.push({ kind: isSuiteFile(path) ? 'suite' : 'definition', file: path });
      continue;
    }
    const suites = await findSuites(path);
    if (suites.length === 0) {
      throw new UsageError(
        `${path} has no suites: files that end in .asltest.yaml or .asltest.json. (edgestep test --help shows one)`,
      );
    }
    sources.push(...suites.map((file) => ({ kind: 'suite', file }) as const));
  }
  return sources;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // Whoever reads it says what is wrong with it.
    return false;
  }
}
