import { describe, expect, it } from 'vitest';

import { referencePages } from './pages.ts';
import { sourceOf } from './source-text.ts';

describe('the reference', () => {
  it.each(Object.entries(referencePages))(
    '%s says what the code says (pnpm docs:reference)',
    (path, write) => {
      expect(sourceOf(path)).toBe(write());
    },
  );
});
