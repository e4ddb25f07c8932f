import { compileChoiceRule } from '@edgestep/asl';
import fc from 'fast-check';

import type { FuzzTarget } from '../fuzz-target.ts';
import { scopeWith } from './scope.ts';

const symbol = fc.constantFrom('a', 'b', '*', '\\');
const pattern = fc.array(fc.constantFrom('a', 'b', '*', '*', '\\*', '\\\\'), { maxLength: 9 });
const text = fc.array(symbol, { maxLength: 14 }).map((symbols) => symbols.join(''));

export const patterns: FuzzTarget<readonly [readonly string[], string]> = {
  name: 'patterns',
  property: 'StringMatches finds what a search through every way of filling the stars finds',
  input: fc.tuple(pattern, text),
  cpuMsMax: 1_000,
  check([parts, input]) {
    const rule = compileChoiceRule({ Variable: '$', StringMatches: parts.join('') });
    const found = rule.evaluate(scopeWith(input));
    if (found !== fits(parts, input)) throw new Error(`StringMatches answers ${found}.`);
    return found ? 'fits' : 'does not fit';
  },
};

/** The meaning of a pattern, as directly as it can be written. */
function fits([part, ...rest]: readonly string[], input: string): boolean {
  if (part === undefined) return input === '';
  if (part === '*') return fits(rest, input) || (input !== '' && fits([part, ...rest], input.slice(1)));
  return input.startsWith(part.slice(-1)) && fits(rest, input.slice(1));
}
