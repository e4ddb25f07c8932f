import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { findSuites, loadSuite, runCase, runSuite } from '@edgestep/testing';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));

for (const file of await findSuites(folder)) {
  const suite = await loadSuite(file);
  describe(relative(folder, file), () => {
    it.each(suite.cases)('$name', async (testCase) => {
      expect((await runCase(suite, testCase)).problems).toEqual([]);
    });

    it('reaches all that it says it reaches', async () => {
      expect((await runSuite(suite)).problems).toEqual([]);
    });
  });
}
