import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { TestingError } from '../testing-error.ts';
import { readSuite } from './read-suite.ts';
import type { Suite } from './suite.ts';

/** What a suite is called. */
const SUITE_FILE = /\.asltest\.(?:ya?ml|json)$/;

/**
 * Reads a suite from a file, with the definition, mock configuration and inputs that it names beside itself.
 * Throws TestingError.
 */
export async function loadSuite(file: string): Promise<Suite> {
  const folder = dirname(file);
  return readSuite(await readText(file), file, { read: (path) => readText(resolve(folder, path)) });
}

/** The suites of a folder and of the folders within it, in the order of their names; `node_modules` and what begins with a dot are left out. */
export async function findSuites(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules') {
      found.push(...(await findSuites(path)));
    } else if (entry.isFile() && SUITE_FILE.test(entry.name)) {
      found.push(path);
    }
  }
  return found;
}

/** Whether a file is a suite, by its name. */
export function isSuiteFile(path: string): boolean {
  return SUITE_FILE.test(path);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TestingError('file-invalid', `${path} cannot be read: ${reason}`, { cause });
  }
}
