import type { SourceFile, Violation } from '../violation.ts';
import { lineRule } from '../violation.ts';

const imports = lineRule(
  (path) =>
    /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !/^(?:packages\/testkit|bench)\//.test(path),
  /(?:from|import)\s*\(?'@edgestep\/testkit'/,
  () => 'only tests and the bench use the testkit',
);

const dependencies = lineRule(
  (path) =>
    /^(?:(?:packages|examples)\/[^/]+\/)?package\.json$/.test(path) && !path.startsWith('packages/testkit/'),
  /"@edgestep\/testkit":/,
  () => 'tests reach the testkit by the alias of vitest.config.ts; depending on it would close a cycle',
);

/** The testkit is no part of the product, and no package depends on it. */
export function testkitInTestsOnly(files: readonly SourceFile[]): Violation[] {
  return [...imports(files), ...dependencies(files)];
}
