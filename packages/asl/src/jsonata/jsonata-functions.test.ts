import type { Json } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { outcomeOfAsync } from '../../test/outcome-of.ts';
import { scopeOf } from '../../test/scope-of.ts';
import { compileJsonataTemplate } from '../template/compile-jsonata-template.ts';
import { isBuiltInName, jsonataFunctions } from './jsonata-functions.ts';

async function call(expression: string): Promise<Json> {
  return compileJsonataTemplate(`{% ${expression} %}`, 'Output').evaluate(
    scopeOf({ same: [1, 1], apart: [1, 2, 1] }),
  );
}

async function reasonOf(expression: string): Promise<string> {
  const outcome = await outcomeOfAsync(() => call(expression));
  const { message } = (outcome as { thrown: Error }).thrown;
  return message.slice(message.indexOf("'Output' ") + 9);
}

describe('the functions of the States Language', () => {
  it.each([
    ['$partition([1, 2, 3, 4, 5], 2)', [[1, 2], [3, 4], [5]]],
    ['$partition([0], 1)', [[0]]],
    ['$partition([1, 2, 3])', [[1, 2, 3]]],
    ['$partition([1, 2, 3], 2.9)', [[1, 2], [3]]],
    ['$range(0, 10, 3)', [0, 3, 6, 9]],
    ['$range(10, 0, -5)', [10, 5, 0]],
    ['$range(-1.7, 2, 1)', [-1, 0, 1, 2]],
    ['$range(5, 1, -1.5)', [5, 4, 3, 2, 1]],
    ['$range(1, 9, 9)', 1],
    ["$hash('Hello', 'MD5')", '8b1a9953c4611296a827abf8c47804d7'],
    ["$hash('Hello', 'SHA-1')", 'f7ff9e8b7bb2e09b70935a5d785e0cc5d9d0abf0'],
    ['$random(42)', 0.7275636800328681],
    ['$random(0.9) = $random(0)', true],
    ['$parse(\'{"b":1,"a":[null]}\')', { b: 1, a: [null] }],
    ["$exists($parse('null'))", true],
    ['$map([\'{"a":1}\', \'{"a":2}\'], $parse).a', [1, 2]],
  ] as [string, Json][])('%s gives %j', async (expression, expected) => {
    expect(await call(expression)).toEqual(expected);
  });

  it.each([
    '$partition([], 2)',
    '$partition([1], 0)',
    '$partition([1], -0.5)',
    '$range(5, 1, 1)',
    '$range(1, 5, 0)',
    '$range(1, 5)',
    "$hash('Hello')",
    '$parse()',
  ])('%s gives nothing', async (expression) => {
    expect(await reasonOf(expression)).toBe('returned nothing (undefined).');
  });

  it.each([
    ['$partition([1], -1)', 'D3137: Second argument must be zero or greater'],
    ['$range(1)', 'T0410'],
    ["$hash('a', 'md5')", 'D3137: Unsupported hash algorithm: md5'],
    ["$hash('a', 5)", 'T0410'],
    ["$parse('{')", 'D3137: Invalid JSON'],
    ["$parse('')", 'D3137: Invalid JSON'],
    ['$parse(null)', 'T0410'],
    ["$uuid('seed')", 'T0410'],
    ['$random(1, 2)', 'T0410'],
    ["$parse('{}', 'x')", 'T0410'],
  ])('%s fails: %s', async (expression, reason) => {
    expect(await reasonOf(expression)).toContain(`threw an error during evaluation. ${reason}`);
  });
});

describe('the functions that stand in for jsonata’s own', () => {
  it.each([
    ["$pad('foo', 5)", 'foo  '],
    ["$pad('foo', -5, '#-')", '#-foo'],
    ["$pad('foo', 8, '12')", 'foo12121'],
    ["$pad('foo', 2)", 'foo'],
    ["$pad('😀', 2, '')", '😀 '],
    ["$join(['a', 'b', 'c'])", 'abc'],
    ["$join(['a', 'b'], ', ')", 'a, b'],
    ["$join('a', ', ')", 'a'],
    ['$distinct([1, "1", 1, [1], [1], {"a":1,"b":2}, {"b":2,"a":1}])', [1, '1', [1], { a: 1, b: 2 }]],
    ['$distinct($states.input.same)', [1]],
    ['$distinct($states.input.apart[$ > 0])', [1, 2]],
    ['$distinct($states.input.same[$ > 0])', 1],
    ['$distinct(7)', 7],
    ["$toMillis('2017-11-07T15:07:54.972Z')", 1_510_067_274_972],
    ["$toMillis('07/11/2017', '[D01]/[M01]/[Y0001]')", 1_510_012_800_000],
    ['$count($shuffle([1, 2, 3]))', 3],
    ['$shuffle(5)', [5]],
  ] as [string, Json][])('%s gives %j', async (expression, expected) => {
    expect(await call(expression)).toEqual(expected);
  });

  it('refuse a picture that would take for ever to match', async () => {
    const digits = '1'.repeat(90);
    expect(await reasonOf(`$toMillis('${digits}x', '${'[Y]'.repeat(30)}')`)).toContain(
      'D3137: The picture has too many',
    );
    expect(await reasonOf(`$toMillis('${'1'.repeat(101)}')`)).toContain(
      'D3137: A date and its picture have at most',
    );
  });

  it('are known by name, so that no variable of the state machine is seen in them', () => {
    expect(Object.keys(jsonataFunctions).every(isBuiltInName)).toBe(true);
    expect(['states', '', 'sum', 'eval', 'total'].map(isBuiltInName)).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
  });
});
