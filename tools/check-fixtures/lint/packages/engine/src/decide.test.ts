// expect: nothing
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('may read a file and the clock, as a test', () => {
  expect(readFileSync('a.json', 'utf8').length).toBeLessThan(Date.now());
});
