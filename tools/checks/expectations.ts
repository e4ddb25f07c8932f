import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** A fixture file and the code of the finding that its first line asks for; null: the check must pass it. */
export interface Expectation {
  readonly path: string;
  readonly expected: string | null;
}

/** Reads the `// expect: CODE` (or `// expect: nothing`) that opens every TypeScript file of a fixture. */
export function expectationsOf(fixture: string): Expectation[] {
  return readdirSync(fixture, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: relative(fixture, file).split(sep).join('/'), expected: expectedBy(file) }))
    .sort((a, b) => a.path.localeCompare(b.path));
}

function expectedBy(file: string): string | null {
  const wanted = /^\/\/ expect: (\S+)$/m.exec(readFileSync(file, 'utf8'))?.[1];
  if (wanted === undefined) throw new Error(`${file} does not say what is expected of it`);
  return wanted === 'nothing' ? null : wanted;
}
