import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectationsOf } from './checks/expectations.ts';
import { FixtureCopy, repositoryRoot } from './checks/fixture-copy.ts';
import { runTool } from './checks/run-tool.ts';

interface Diagnostic {
  /** Absent for a directive that suppresses nothing. */
  readonly code?: string;
  readonly filename: string;
}

describe('oxlint, with the configuration of this repository', () => {
  const found = new Map<string, string[]>();
  let copy: FixtureCopy;

  beforeAll(async () => {
    copy = new FixtureCopy('lint', ['.oxlintrc.json', 'tsconfig.base.json', 'tsconfig.json']);
    const run = await runTool('oxlint', ['--format', 'json', 'packages', 'bench'], copy.root);
    expect(run.code, run.output).toBe(1);
    const report = JSON.parse(run.stdout) as { diagnostics: Diagnostic[] };
    for (const { filename, code } of report.diagnostics) {
      found.set(filename, [
        ...(found.get(filename) ?? []),
        (code ?? 'unused-directive').replace(/^.*\((.*)\)$/, '$1'),
      ]);
    }
  });
  afterAll(() => copy[Symbol.dispose]());

  it.each(expectationsOf(`${repositoryRoot}tools/check-fixtures/lint`))(
    '$path: $expected',
    ({ path, expected }) => {
      expect(found.get(path) ?? []).toEqual(expected === null ? [] : [expected]);
    },
  );
});
