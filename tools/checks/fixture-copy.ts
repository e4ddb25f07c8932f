import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repositoryRoot = fileURLToPath(new URL('../../', import.meta.url));

/**
 * A fixture laid out as a repository of its own: its files, the named configuration files of this repository,
 * and this repository's installed tools. What holds for `packages/asl` here holds for `packages/asl` there.
 */
export class FixtureCopy implements Disposable {
  readonly root: string;

  constructor(fixture: string, configFiles: readonly string[]) {
    this.root = realpathSync(mkdtempSync(join(tmpdir(), 'edgestep-check-')));
    cpSync(join(repositoryRoot, 'tools', 'check-fixtures', fixture), this.root, { recursive: true });
    for (const name of configFiles) cpSync(join(repositoryRoot, name), join(this.root, name));
    symlinkSync(join(repositoryRoot, 'node_modules'), join(this.root, 'node_modules'));
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
