import jsonata from 'jsonata';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { defaultOperatorDepth } from './default-operators.ts';

describe('the depth of default operators', () => {
  it.each([
    ['$a + 1', 0],
    ['$a ?? 1', 1],
    ['$a ?? $b ?? $c ?: 1', 1],
    ['{"a": $a ?? 1, "b": $b ?? 2, "c": $c ?: 3}', 1],
    ['($a ?? 1) ?? 2', 2],
    ['f([$a ?: 1]).x ?? 2', 2],
    ['(($a ?? 1) ?? 2) ?: (($b))', 3],
    ['"(?? )" & \'?:\' & `a??b`', 0],
    ['/* ?? ( */ $a', 0],
    ['$match($a, /\\(??/) ?? 1', 1],
    ['$a[b / 2 ?? 1] / 2', 1],
    ['$x ~> |a|{"b": 1}| / 2 ?? 1', 1],
    ['* ?? %', 1],
    ['a in /\\)/ ?? 1', 1],
    ['', 0],
    [')))(((', 0],
  ])('of %s is %i', (expression, depth) => {
    expect(defaultOperatorDepth(expression)).toBe(depth);
  });

  it('is never below what the parser doubles', () => {
    const operand = fc.constantFrom(
      '$a',
      '"(\\")"',
      '$m($a, /\\)/)',
      "'}'",
      'b.c',
      '$f(1)',
      '/* ) */ 1',
      '(2 / 3)',
      'in',
      '`]`',
    );
    const wrapped = fc.constantFrom<(inside: string) => string>(
      (inside) => `(${inside})`,
      (inside) => `[${inside}]`,
      (inside) => `{"k": ${inside}}`,
      (inside) => `$g(/\\)/, ${inside})`,
      (inside) => `(x / 2; ${inside})`,
    );
    const level = fc.tuple(wrapped, operand, operand);
    fc.assert(
      fc.property(fc.array(level, { minLength: 1, maxLength: 6 }), (levels) => {
        let expression = '$start';
        for (const [wrap, before, after] of levels)
          expression = `${before} & ${wrap(expression)} ?? ${after}`;
        expect(() => jsonata(expression)).not.toThrow();
        expect(defaultOperatorDepth(expression)).toBe(levels.length);
      }),
    );
  });

  it('is found in linear time', () => {
    const depth = 100_000;
    const expression = `${'('.repeat(depth)}$a${' ?? 1)'.repeat(depth)}`;
    expect(defaultOperatorDepth(expression)).toBe(depth);
    expect(defaultOperatorDepth('"'.repeat(100_001))).toBe(0);
  });
});
