// expect: no-conditional-expect
import { expect, it } from 'vitest';

it('may pass without having looked', () => {
  const found = JSON.parse('{}') as { answer?: number };
  expect(found).toBeTypeOf('object');
  if (found.answer !== undefined) expect(found.answer).toBe(42);
});
