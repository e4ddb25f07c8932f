import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { regexInstructionsMax, regexRepetitionsMax } from '../limits/query-limits.ts';
import { regexRefusal } from './check-regex.ts';
import { compileRegex } from './compiled-regexes.ts';
import { outlineOf } from './regex-outline.ts';

/** Sources with counts within groups, classes and alternatives, small enough to be compiled as they are. */
const { pattern } = fc.letrec<{ pattern: string; piece: string; atom: string }>((tie) => ({
  pattern: fc.array(tie('piece'), { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join('')),
  piece: fc.oneof(
    tie('atom'),
    fc
      .tuple(tie('atom'), fc.constantFrom('*', '+?', '?', '{3}', '{2,}', '{0,7}?', '{12}'))
      .map((pair) => pair.join('')),
    fc.tuple(tie('atom'), tie('atom')).map((pair) => pair.join('|')),
  ),
  atom: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', '.', '\\d', '[a{3}]', '[^)\\]]', '\\{', '\\(', '\\x41'),
    tie('pattern').map((inner) => `(${inner})`),
    tie('pattern').map((inner) => `(?:${inner})`),
    tie('pattern').map((inner) => `(?<name>${inner})`),
    tie('pattern').map((inner) => `(?=${inner})`),
  ),
}));

function isRegex(source: string): boolean {
  try {
    return new RegExp(source).source.length > 0;
  } catch {
    return false;
  }
}

function compiled(source: string): { readonly instructions: number } | undefined {
  try {
    return { instructions: compileRegex(source, '').programSize() };
  } catch {
    return undefined;
  }
}

describe('the check of a regular expression', () => {
  it('tells without compiling it whether it can be compiled', () => {
    fc.assert(
      fc.property(pattern.filter(isRegex), (source) => {
        const { size, repetitions } = outlineOf(source);
        fc.pre(size <= regexInstructionsMax && repetitions <= regexRepetitionsMax);
        expect(regexRefusal(new RegExp(source)) === undefined).toBe(compiled(source) !== undefined);
      }),
    );
  });

  it('never takes an expression for much smaller than it is', () => {
    fc.assert(
      fc.property(pattern.filter(isRegex), (source) => {
        const { size, repetitions } = outlineOf(source);
        fc.pre(size <= regexInstructionsMax && repetitions <= regexRepetitionsMax);
        const made = compiled(source);
        fc.pre(made !== undefined);
        expect(made?.instructions).toBeLessThanOrEqual(2 * size + 4);
      }),
    );
  });

  it.each([
    ['too much in sum', 'a{1000}'.repeat(21), 'expression too large'],
    ['a part too often', 'a{1001}', 'invalid repeat count'],
    ['a part within a part too often', '(?:a{40}){40}', 'invalid repeat count'],
    ['a look ahead', 'a(?=b)', expect.stringContaining('invalid or unsupported Perl syntax')],
  ])('refuses %s', (_what, source, reason) => {
    expect(regexRefusal(new RegExp(source))).toEqual(reason);
  });
});
