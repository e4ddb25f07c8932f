import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { SourceFile } from './violation.ts';

const skippedFolders = new Set(['node_modules', 'dist', 'coverage', 'check-fixtures', 'data']);
const textFile =
  /\.(ts|tsx|js|mjs|cjs|json|ya?ml|md|sh|css|html|toml|tpl|txt)$|(^|\/)(Dockerfile|edgestep|run|[A-Z]+)$/;

/** The text files below a folder that are the project's own: what is hidden, built, installed or data is not. */
export function repositoryFiles(root: string): SourceFile[] {
  return pathsBelow(root)
    .map((path) => relative(root, path).split(sep).join('/'))
    .filter((path) => textFile.test(path) && path !== 'pnpm-lock.yaml')
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

function pathsBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isFile()) return [path];
    const hidden = entry.name.startsWith('.') && entry.name !== '.ci';
    return entry.isDirectory() && !hidden && !skippedFolders.has(entry.name) ? pathsBelow(path) : [];
  });
}
