// expect: no-focused-tests
import { expect, it } from 'vitest';

it.only('hides its neighbours', () => {
  expect(1).toBe(1);
});
