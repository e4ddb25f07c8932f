import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isNewEnough, probe } from './version.mjs';

const folder = mkdtempSync(join(tmpdir(), 'edgestep-version-'));

function program(name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('a nats-server is taken', () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['2.11.99', false],
    ['2.12.0', true],
    ['2.15.1', true],
    ['3.0.0', true],
    ['1.99.0', false],
  ])('by its version: %s is new enough: %s', (version, expected) => {
    expect(isNewEnough(version)).toBe(expected);
  });

  it('when it says a version that is new enough, pre-releases too', async () => {
    const path = program('new', 'echo "nats-server: v2.12.0-RC.1"');
    expect(await probe(path)).toEqual({ kind: 'found', path, version: '2.12.0' });
  });

  it('never when it is missing, old, broken, or another program', async () => {
    const reasons = await Promise.all(
      [
        join(folder, 'missing'),
        program('old', 'echo "nats-server: v2.9.10"'),
        program('broken', 'echo "libc too old" >&2; exit 127'),
        program('other', 'echo "redis-server 7"'),
      ].map(async (path) => {
        const result = await probe(path);
        return result.kind === 'failed' ? result.reason.replace(`${folder}/`, '') : 'found';
      }),
    );
    expect(reasons).toEqual([
      'missing does not exist',
      'old is version 2.9.10, older than 2.12.0',
      'broken does not run as a nats-server: libc too old',
      'other does not run as a nats-server: it did not answer --version as a nats-server does',
    ]);
  });
});
