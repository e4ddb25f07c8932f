// expect: expect-expect
import { it } from 'vitest';

it('can not fail', () => {
  JSON.parse('{}');
});
