import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { openIndexFile } from './index-file.ts';

/** A file with one table of one row, in a folder of its own. */
function indexFile() {
  const folder = mkdtempSync(join(tmpdir(), 'edgestep-index-'));
  const path = join(folder, 'index.sqlite');
  const open = (bootId: string | undefined) => openIndexFile(path, bootId);
  return {
    path,
    open,
    write(bootId: string | undefined) {
      const file = open(bootId);
      file.database.exec('CREATE TABLE kept (value INTEGER); INSERT INTO kept VALUES (1)');
      return file;
    },
    rows(bootId: string | undefined): number {
      using file = open(bootId);
      const { database } = file;
      const table = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'kept'").get();
      return table === undefined ? 0 : database.prepare('SELECT * FROM kept').all().length;
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}

describe('a file that can be made anew', () => {
  it('is what it was when only its process was killed', () => {
    using rig = indexFile();
    // Nothing closes it: another connection finds what a killed process leaves behind.
    rig.write('boot 1');
    expect(rig.rows('boot 1')).toBe(1);
  });

  it('is empty when the machine has gone down while it was open', () => {
    using rig = indexFile();
    rig.write('boot 1');
    expect(rig.rows('boot 2')).toBe(0);
  });

  it('is what it was when it was closed before the machine went down', () => {
    using rig = indexFile();
    rig.write('boot 1')[Symbol.dispose]();
    expect(rig.rows('boot 2')).toBe(1);
    expect(existsSync(`${rig.path}-wal`)).toBe(false);
  });

  it('is not synced while it is open, and is where nobody knows whether the machine has gone down', () => {
    using rig = indexFile();
    const synchronous = (bootId: string | undefined) => {
      using file = rig.open(bootId);
      return file.database.prepare('PRAGMA synchronous').get()?.['synchronous'];
    };
    expect(synchronous('boot 1')).toBe(0);
    expect(synchronous(undefined)).toBe(1);
  });

  it('is empty when it was left open on another system, and nobody knows whether the machine has gone down', () => {
    using rig = indexFile();
    rig.write('boot 1');
    expect(rig.rows(undefined)).toBe(0);
    rig.write(undefined)[Symbol.dispose]();
    expect(rig.rows(undefined)).toBe(1);
  });

  it('is opened though the machine went down while the mark was being written', () => {
    using rig = indexFile();
    writeFileSync(`${rig.path}.open`, '');
    expect(rig.rows('boot 1')).toBe(0);
    expect(rig.rows('boot 1')).toBe(0);
  });
});
