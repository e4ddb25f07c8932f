import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const packages = ['packages/*', 'examples/*', 'bench', 'tools', 'scripts'];

/**
 * Tests reach the testkit by this alias and no package depends on it: a dependency would close a cycle, since
 * the testkit depends on nearly every package.
 */
const testkit = fileURLToPath(new URL('packages/testkit/src/index.ts', import.meta.url));

/** One project a kind of test; the suffix of the file says which (STYLE.md, tests). */
function project(name: string, include: string, exclude: string[] = [], timeoutMs = 10_000) {
  return {
    ssr: { resolve: { conditions: ['source', 'node'] } },
    resolve: { conditions: ['source', 'node'], alias: { '@edgestep/testkit': testkit } },
    test: {
      name,
      include: packages.map((folder) => `${folder}/${include}`),
      exclude: ['**/node_modules/**', '**/check-fixtures/**', ...exclude],
      testTimeout: timeoutMs,
      hookTimeout: timeoutMs * 3,
      // What comes to pass does so on a busy machine too; it only takes longer.
      expect: { poll: { timeout: timeoutMs / 2 } },
    },
  };
}

const serverKinds = ['**/*.int.test.ts', '**/*.sim.test.ts', '**/*.e2e.test.ts'];

export default defineConfig({
  test: {
    projects: [
      project('unit', '**/*.test.ts', serverKinds),
      project('int', '**/*.int.test.ts', [], 30_000),
      project('sim', '**/*.sim.test.ts', [], 60_000),
      project('e2e', '**/*.e2e.test.ts', [], 180_000),
    ],
  },
});
