import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { JsonataLimitError } from './jsonata-limit-error.ts';
import { LinearRegex, type WorkMeter } from './linear-regex.ts';

/** More than enough for any match here. */
const unbounded: WorkMeter = { stepsLeft: Infinity, spend: () => undefined };

/** Every match, as jsonata walks through them. */
function matchesOf(regex: LinearRegex | RegExp, text: string) {
  const found: unknown[] = [];
  for (let match = regex.exec(text); match !== null && found.length < 20; match = regex.exec(text)) {
    found.push([...match], match.index, regex.lastIndex);
    if (match[0] === '') regex.lastIndex++;
  }
  return found;
}

describe('a linear regular expression', () => {
  const patterns = [
    /a+/g,
    /(a)(b)?/g,
    /[^a-c]|b+?/g,
    /^a|b$/gm,
    /A(?:b|B)/gi,
    /\d+\s*\w/g,
    /(?<name>x)y/g,
    /\$[0-9]/g,
    /é|ü/g,
    /a{2,3}/g,
    /.*?c/g,
    /(|a)/g,
  ];

  it.each(patterns)('%s finds what the platform’s finds', (pattern) => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', 'c', 'A', 'x', 'y', '1', '$', ' ', '\n', 'é'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(text, (subject) => {
        const mine = matchesOf(new LinearRegex(pattern, unbounded), subject);
        expect(mine).toEqual(matchesOf(new RegExp(pattern), subject));
      }),
    );
  });

  it.each([/(?=a)/g, /(?<!a)b/g, /(a)\1/g])('%s is refused', (pattern) => {
    expect(() => new LinearRegex(pattern, unbounded)).toThrow(/error parsing regexp/);
  });

  it('costs what it looks at, though it finds little or nothing', () => {
    const costOf = (pattern: RegExp, text: string) => {
      let steps = 0;
      new LinearRegex(pattern, { stepsLeft: Infinity, spend: (more) => (steps += more) }).exec(text);
      return steps;
    };
    costOf(/a+b/g, '');
    const short = costOf(/a+b/g, 'a'.repeat(1_000));
    expect(costOf(/a+b/g, 'a'.repeat(10_000))).toBeGreaterThan(short * 8);
  });

  it('gives up when it would cost more than is left', () => {
    const poor: WorkMeter = { stepsLeft: 10, spend: () => undefined };
    expect(() => new LinearRegex(/a+b/g, poor).exec('a'.repeat(10_000))).toThrow(JsonataLimitError);
  });
});
