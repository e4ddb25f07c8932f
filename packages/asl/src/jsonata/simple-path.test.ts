import type { Json } from '@edgestep/shared';
import fc from 'fast-check';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';

import { scopeOf } from '../../test/scope-of.ts';
import { needsJsonata, parseSimplePath, readSimplePath, type SimplePath } from './simple-path.ts';

describe('a simple path', () => {
  it.each(['$states.input', '$states.input.a.b_1', '$total', '$total.sum', '$_x.y'])(
    '%s is one',
    (expression) => {
      expect(parseSimplePath(expression)).toBeDefined();
    },
  );

  it.each([
    '$',
    '$$',
    'a',
    '$a.',
    '$a[0]',
    '$a.b()',
    '$a .b',
    '$a.`b`',
    '$a.and',
    '$a.null.b',
    '$a + 1',
    '$a.$b',
    '$ä',
  ])('%s is none', (expression) => {
    expect(parseSimplePath(expression)).toBeUndefined();
  });

  it('reads what jsonata reads, or leaves it to jsonata', async () => {
    const name = fc.constantFrom('a', 'b', 'constructor', '__proto__', 'length', 'sequence');
    const json = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, 0, '', 'x', true),
        fc.array(tie('node'), { maxLength: 2 }),
        fc.dictionary(name, tie('node'), { maxKeys: 3 }),
      ),
    })).node as fc.Arbitrary<Json>;
    await fc.assert(
      fc.asyncProperty(json, fc.array(name, { maxLength: 3 }), async (input, names) => {
        const expression = ['$states', 'input', ...names].join('.');
        const read = readSimplePath(parseSimplePath(expression) as SimplePath, scopeOf(input));
        const expected: unknown = await jsonata(expression).evaluate(undefined, { states: { input } });
        expect(read === needsJsonata ? expected : read).toBe(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  it('leaves a name that no variable has to jsonata: it may be a function', () => {
    expect(readSimplePath({ variable: 'sum', steps: [] }, scopeOf({}))).toBe(needsJsonata);
    expect(readSimplePath({ variable: 'x', steps: ['y'] }, scopeOf({}, { variables: { x: { y: 1 } } }))).toBe(
      1,
    );
  });
});
