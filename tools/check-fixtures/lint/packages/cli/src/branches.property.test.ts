// expect: nothing
import { expect, it } from 'vitest';

it('may branch over what was generated', () => {
  const found = JSON.parse('{}') as { answer?: number };
  if (found.answer === undefined) expect(found).toEqual({});
});
