import { describe, expect, it } from 'vitest';
import { expectationsOf } from './checks/expectations.ts';
import { FixtureCopy, repositoryRoot } from './checks/fixture-copy.ts';
import { runTool } from './checks/run-tool.ts';

describe('tsc, with the configuration of this repository', () => {
  it('refuses what would not run as it is, and what strictness forbids', async () => {
    using copy = new FixtureCopy('typecheck', ['tsconfig.base.json', 'tsconfig.json']);
    const run = await runTool('tsc', ['-p', 'tsconfig.json', '--pretty', 'false'], copy.root);
    const found = [...run.output.matchAll(/^(\S+)\(\d+,\d+\): error (TS\d+)/gm)].map(([, path, code]) => ({
      path,
      expected: code,
    }));
    const expected = expectationsOf(`${repositoryRoot}tools/check-fixtures/typecheck`);
    expect(found).toEqual(expected.filter((each) => each.expected !== null));
  });
});

describe('oxfmt, with the configuration of this repository', () => {
  it('refuses a file that is not formatted, and no other', async () => {
    using copy = new FixtureCopy('format', ['.oxfmtrc.json']);
    const run = await runTool('oxfmt', ['--check', 'packages'], copy.root);
    expect(run.code).toBe(1);
    expect(run.output).toContain('packages/asl/src/unformatted.ts');
    expect(run.output).not.toContain('packages/asl/src/formatted.ts');
  });
});

describe('turbo boundaries, with the tags of this repository', () => {
  const files = ['turbo.json', 'package.json'];

  it('passes a dependency that the tags allow', async () => {
    using copy = new FixtureCopy('boundaries/allowed', files);
    const run = await runTool('turbo', ['boundaries'], copy.root);
    expect(run.code, run.output).toBe(0);
  });

  it('refuses a dependency that points up', async () => {
    using copy = new FixtureCopy('boundaries/upward', files);
    const run = await runTool('turbo', ['boundaries'], copy.root);
    expect(run.code).toBe(1);
    expect(run.output).toMatch(/`@edgestep\/engine` found without any tag listed in allowlist/);
  });

  it('refuses an import that leaves its package', async () => {
    using copy = new FixtureCopy('boundaries/leaving', files);
    const run = await runTool('turbo', ['boundaries'], copy.root);
    expect(run.code).toBe(1);
    expect(run.output).toContain('leaves the package');
  });
});

describe('knip, with the configuration of this repository', () => {
  it('finds the file, the export and the dependency that nobody uses', async () => {
    using copy = new FixtureCopy('unused', ['knip.json']);
    const run = await runTool('knip', ['--reporter', 'json'], copy.root);
    expect(run.code, run.output).toBe(1);
    const { issues } = JSON.parse(run.stdout) as { issues: Record<string, unknown>[] };
    const kinds = ['files', 'exports', 'dependencies', 'unlisted'];
    const names = kinds.map((kind) =>
      issues.flatMap((issue) => ((issue[kind] ?? []) as { name: string }[]).map(({ name }) => name)),
    );
    expect(names).toEqual([['packages/asl/src/unused.ts'], ['unusedExport'], ['jsonata'], ['left-pad']]);
  });
});
