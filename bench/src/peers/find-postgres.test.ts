import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { findPostgres } from './find-postgres.ts';

describe('findPostgres', () => {
  let dir: string;
  let withBoth: string;
  let withOne: string;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'edgestep-bench-'));
    withBoth = await folder('both', ['initdb', 'postgres']);
    withOne = await folder('one', ['postgres']);
  });

  afterAll(() => rm(dir, { recursive: true, force: true }));

  async function folder(name: string, programs: readonly string[]): Promise<string> {
    const made = join(dir, name);
    await mkdir(made);
    for (const program of programs) await writeFile(join(made, program), '');
    return made;
  }

  it('takes what POSTGRES_BIN names, before all others', () => {
    expect(findPostgres({ POSTGRES_BIN: withBoth, PATH: '' })).toEqual({ kind: 'found', binDir: withBoth });
  });

  it('does not pass over a POSTGRES_BIN that is wrong', () => {
    expect(findPostgres({ POSTGRES_BIN: withOne, PATH: withBoth })).toMatchObject({
      kind: 'missing',
      reason: expect.stringContaining(withOne),
    });
  });

  it('looks on the PATH for a folder that has both programs', () => {
    const found = findPostgres({ PATH: `${withOne}:${withBoth}` }, []);
    expect(found).toEqual({ kind: 'found', binDir: withBoth });
  });

  it('takes the newest of several versions', async () => {
    for (const version of ['9.6', '15']) {
      await mkdir(join(dir, 'versions', version), { recursive: true });
      await folder(join('versions', version, 'bin'), ['initdb', 'postgres']);
    }
    expect(findPostgres({}, [join(dir, 'versions')])).toEqual({
      kind: 'found',
      binDir: join(dir, 'versions', '15', 'bin'),
    });
  });

  it('says how to name one when there is none', () => {
    expect(findPostgres({ PATH: withOne }, [])).toMatchObject({
      kind: 'missing',
      reason: expect.stringContaining('POSTGRES_BIN'),
    });
  });
});
