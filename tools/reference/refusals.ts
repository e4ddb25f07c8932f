import { posix } from 'node:path';

import { API_ERROR_NAMES } from '../../packages/shared/src/index.ts';
import { importsOf, sourceOf } from './source-text.ts';

const names: ReadonlySet<string> = new Set(API_ERROR_NAMES);
const frontDoors: Readonly<Record<string, string>> = {
  '@edgestep/registry': 'packages/registry/src/index.ts',
};

/** The names of the API's errors that a file, or one that it takes something from, can refuse a call with. */
export function refusalsOf(path: string): string[] {
  const found = new Set<string>();
  for (const file of reachedFrom(path, new Set())) {
    for (const [, name = ''] of sourceOf(file).matchAll(/'([A-Z]\w+)'/g))
      if (names.has(name)) found.add(name);
  }
  return [...found].toSorted();
}

/** The file that declares what `importer` imports by this name; undefined outside of what is followed. */
export function fileOf(importer: string, name: string): string | undefined {
  const from = importsOf(importer).get(name);
  if (from === undefined) return undefined;
  if (from.startsWith('.')) return posix.join(posix.dirname(importer), from);
  const door = frontDoors[from];
  return door === undefined ? undefined : fileOf(door, name);
}

function reachedFrom(path: string, reached: Set<string>): ReadonlySet<string> {
  if (reached.has(path)) return reached;
  reached.add(path);
  for (const name of importsOf(path).keys()) {
    const file = fileOf(path, name);
    if (file !== undefined) reachedFrom(file, reached);
  }
  return reached;
}
