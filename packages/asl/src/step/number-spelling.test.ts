import { parseJson, type Json } from '@edgestep/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { scopeOf } from '../../test/scope-of.ts';
import { testOneState } from '../../test/test-one-state.ts';
import { compileChoiceRule } from '../choice/compile-choice-rule.ts';
import { compileIntrinsic } from '../intrinsic/compile-intrinsic.ts';
import { compilePath } from '../jsonpath/compile-path.ts';
import { canonicalText } from '../query/canonical-text.ts';
import { jsonEquals } from '../query/json-equals.ts';

const input = parseJson('{"zero":0.0,"id":12345678901234567890,"list":[1.0,2,3.50],"two":2}');

async function outputOf(definition: string): Promise<string> {
  const { ending } = await testOneState(parseJson(definition), { input });
  return JSON.stringify('output' in ending ? ending.output : ending);
}

/** Often the same one, or its neighbour. */
const integer = fc
  .tuple(fc.constantFrom(0n, 2n ** 53n, -(10n ** 20n)), fc.bigInt({ min: -2n, max: 2n }))
  .map(([base, offset]) => base + offset);

/** Spellings of integers, and the integers. */
const spelling = fc
  .tuple(integer, fc.constantFrom('', '.0', '.00', 'e0', 'E+0'))
  .map(([value, end]) => ({ integer: value, number: parseJson(`${value}${end}`) }));

describe('the spelling of a number', () => {
  it.each([
    ['a Pass', '{"Type":"Pass","End":true}', JSON.stringify(input)],
    ['InputPath', '{"Type":"Pass","InputPath":"$.zero","End":true}', '0.0'],
    ['a path with a filter', '{"Type":"Pass","InputPath":"$.list[?(@ >= 2)]","End":true}', '[2,3.50]'],
    ['Result', '{"Type":"Pass","Result":{"a":[1.0,1e3]},"End":true}', '{"a":[1.0,1e3]}'],
    [
      'Parameters',
      '{"Type":"Pass","Parameters":{"id.$":"$.id","one":1.00,"z.$":"$[\'zero\',\'two\']"},"End":true}',
      '{"id":12345678901234567890,"one":1.00,"z":{"zero":0.0,"two":2}}',
    ],
    [
      'an intrinsic function',
      '{"Type":"Pass","Parameters":{"a.$":"States.Array($.zero, 1.50, $.id)"},"End":true}',
      '{"a":[0.0,1.50,12345678901234567890]}',
    ],
    [
      'ResultPath',
      '{"Type":"Pass","Result":2.0,"InputPath":"$.list","ResultPath":"$.new","OutputPath":"$.new","End":true}',
      '2.0',
    ],
    [
      'a JSONata template',
      '{"Type":"Pass","QueryLanguage":"JSONata","Output":{"id":"{% $states.input.id %}","one":1.0},"End":true}',
      '{"id":12345678901234567890,"one":1.0}',
    ],
  ])('is kept by %s', async (_what, definition, output) => {
    expect(await outputOf(definition)).toBe(output);
  });

  it('is what functions write', () => {
    const call = (text: string) => compileIntrinsic(text).evaluate(scopeOf(input));
    expect(call("States.Format('{} {}', $.zero, $.list)")).toBe('0.0 [1.0, 2, 3.50]');
    expect(call('States.JsonToString($.list)')).toBe('[1.0,2,3.50]');
    expect(JSON.stringify(call("States.StringToJson('[1.0,12345678901234567890]')"))).toBe(
      '[1.0,12345678901234567890]',
    );
  });
});

describe('a number, however it is spelled', () => {
  it('is compared by its value', () => {
    fc.assert(
      fc.property(spelling, spelling, (left, right) => {
        const { number: v } = left;
        const holds = (operator: string) =>
          compileChoiceRule({ Variable: '$.v', [operator]: right.number }).evaluate(scopeOf({ v }));
        expect(holds('NumericEquals')).toBe(left.integer === right.integer);
        expect(holds('NumericLessThan')).toBe(left.integer < right.integer);
        expect(holds('NumericGreaterThanEquals')).toBe(left.integer >= right.integer);
        const matches = compilePath('$.l[?(@.v == $.w)]').read(scopeOf({ l: [{ v }], w: right.number }));
        expect((matches as readonly Json[]).length).toBe(left.integer === right.integer ? 1 : 0);
      }),
    );
  });

  it('is one value to those who look for equal ones', () => {
    fc.assert(
      fc.property(spelling, spelling, (left, right) => {
        const isSame = left.integer === right.integer;
        expect(jsonEquals([left.number], [right.number])).toBe(isSame);
        expect(canonicalText({ a: left.number }) === canonicalText({ a: right.number })).toBe(isSame);
      }),
    );
    const call = (text: string, args: string) => compileIntrinsic(text).evaluate(scopeOf(parseJson(args)));
    expect(JSON.stringify(call('States.ArrayUnique($)', '[1,1.0,1e0,"1",1.5,1.50]'))).toBe('[1,"1",1.5]');
    expect(call('States.ArrayContains($, 1)', '[1.0]')).toBe(true);
  });

  it.each([
    ['States.MathAdd($.list[0], 2.0)', '3'],
    ['States.MathAdd($.list[2], 0)', '4'],
    ['States.ArrayGetItem($.list, 1.0)', '2'],
    ['States.ArrayRange(0.0, 2.0, 1e0)', '[0,1,2]'],
    ['States.ArrayPartition($.list, 2.0)', '[[1.0,2],[3.50]]'],
  ])('counts: %s is %s', (text, result) => {
    expect(JSON.stringify(compileIntrinsic(text).evaluate(scopeOf(input)))).toBe(result);
  });

  it.each(['$.id', '-12345678901234567890'])('is too large to be added when it is not exact: %s', (text) => {
    expect(() => compileIntrinsic(`States.MathAdd(${text}, 1)`).evaluate(scopeOf(input))).toThrow(
      'must be an integer that is exact',
    );
  });

  it('is a number to type tests, filters and no object to paths', () => {
    const holds = (rule: Record<string, Json>) => compileChoiceRule(rule).evaluate(scopeOf(input));
    expect(holds({ Variable: '$.zero', IsNumeric: true })).toBe(true);
    expect(holds({ Variable: '$.zero', IsString: false })).toBe(true);
    const read = (path: string) => compilePath(path).read(scopeOf(input));
    for (const name of ['text', 'value', 'toJSON', 'toString', 'of', 'a']) {
      expect(read(`$.zero.${name}`)).toBeUndefined();
      expect(read(`$.list[0].${name}.b`)).toBeUndefined();
      expect(holds({ Variable: `$.zero.${name}`, IsPresent: true })).toBe(false);
    }
    expect(read('$.zero[0]')).toBeUndefined();
    expect(read('$.list[*].*')).toEqual([]);
    expect(JSON.stringify(read('$.list[?(@ === 1)]'))).toBe('[1.0]');
    expect(JSON.stringify(read("$.list[?(@ == '1')]"))).toBe('[1.0]');
  });

  it.each([
    ['{"Type":"Wait","Seconds":2.0,"End":true}', 2],
    ['{"Type":"Wait","SecondsPath":"$.list[0]","End":true}', 1],
    ['{"Type":"Wait","QueryLanguage":"JSONata","Seconds":"{% $states.input.zero %}","End":true}', 0],
  ])('is a time to wait: %s', async (definition) => {
    expect(await outputOf(definition)).toBe(JSON.stringify(input));
  });

  it.each([
    ['$states.input.zero + 1', '1'],
    ['$sum($states.input.list)', '6.5'],
    ['$type($states.input.id)', '"number"'],
    ['{"list": $states.input.list}', '{"list":[1,2,3.5]}'],
    ['$states.input.zero = 0 and $states.input.list[0] < 2', 'true'],
  ])('is a double to JSONata: %s', async (expression, output) => {
    const definition = { Type: 'Pass', QueryLanguage: 'JSONata', Output: `{% ${expression} %}`, End: true };
    expect(await outputOf(JSON.stringify(definition))).toBe(output);
  });
});
