import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { tidy, tidyRuleNames } from './tidy/tidy.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const fixtures = fileURLToPath(new URL('check-fixtures/tidy/', import.meta.url));

describe.each(tidyRuleNames)('tidy: %s', (name) => {
  it('holds in this repository', () => {
    expect(tidy(root, name)).toEqual([]);
  });

  it('is broken by each of its fixtures', () => {
    const cases = readdirSync(`${fixtures}${name}`);
    expect(cases).not.toEqual([]);
    for (const each of cases) expect(tidy(`${fixtures}${name}/${each}`, name), each).not.toEqual([]);
  });
});
