import type { Json } from '@edgestep/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { outcomeOfAsync } from '../../test/outcome-of.ts';
import { scopeOf, type ScopeParts } from '../../test/scope-of.ts';
import type { ResultType } from '../jsonata/result-type.ts';
import { QueryFailure } from '../query/query-failure.ts';
import { QuerySyntaxError } from '../query/query-syntax-error.ts';
import { compileJsonataTemplate } from './compile-jsonata-template.ts';

const input = {
  n: 5,
  name: 'x',
  items: [{ id: 1 }, { id: 2 }],
  one: [7],
  empty: [],
  nested: [[], [1]],
  nul: null,
  deep: { list: [{ v: 1 }] },
};
const parts: ScopeParts = {
  context: { Execution: { Id: 'e' } },
  variables: { total: { sum: 3 }, list: [1, 2], nothing: null },
};

async function evaluate(json: Json, more: ScopeParts = {}, expected?: ResultType): Promise<Json> {
  return compileJsonataTemplate(json, 'Output', expected).evaluate(scopeOf(input, { ...parts, ...more }));
}

async function failureOf(json: Json, expected?: ResultType): Promise<QueryFailure> {
  const outcome = await outcomeOfAsync(() => evaluate(json, {}, expected));
  expect(outcome).toHaveProperty('thrown');
  const { thrown } = outcome as { thrown: unknown };
  expect(thrown).toBeInstanceOf(QueryFailure);
  return thrown as QueryFailure;
}

describe('a value without expressions', () => {
  it.each([
    null,
    0,
    'text',
    '$states.input',
    ' {% $states.input %} ',
    'Hello {% $states.input %}',
    '{%}',
    ['{% incomplete', { a: '%}' }],
    { 'a.$': '$.x', b: {} },
  ] as Json[])('%j is a constant, there at once and by identity', (json) => {
    const template = compileJsonataTemplate(json, 'Output');
    expect(template.kind).toBe('sync');
    expect(template.evaluate(scopeOf({}))).toBe(json);
  });
});

describe('an expression', () => {
  it.each([
    ['{% $states.input.n * 2 %}', 10],
    ['{%$states.input.name & "!"%}', 'x!'],
    ['{% $states.context.Execution.Id %}', 'e'],
    ['{% $total.sum + $sum($list) %}', 6],
    ['{% $states.input.items.id %}', [1, 2]],
    ['{% $states.input.items[id > 1].id %}', 2],
    ['{% $states.input.one %}', [7]],
    ['{% $states.input.empty %}', []],
    ['{% $states.input.deep.list.v %}', 1],
    ['{% $states.input.nul %}', null],
    ['{% $nothing %}', null],
    ['{% {"k": $states.input.n} %}', { k: 5 }],
    ['{% $local := 1 %}', 1],
    ['{% [1..3] %}', [1, 2, 3]],
    ['{% [1/0, 0/0] %}', ['Infinity', 'NaN']],
  ] as [string, Json][])('%s gives %j', async (expression, expected) => {
    expect(await evaluate(expression)).toEqual(expected);
  });

  it('may stand anywhere in a value', async () => {
    const json = { a: ['{% $states.input.n %}', 'text', [{ b: '{% $total %}' }]], c: { d: 1 } };
    expect(await evaluate(json)).toEqual({ a: [5, 'text', [{ b: { sum: 3 } }]], c: { d: 1 } });
  });

  it('sees the result and the error output where they are', async () => {
    expect(await evaluate('{% $states.result.ok %}', { result: { ok: true } })).toBe(true);
    expect(await evaluate('{% $states.errorOutput.Error %}', { errorOutput: { Error: 'E' } })).toBe('E');
    expect(await evaluate('{% $keys($states) %}', { result: 1 })).toEqual(['input', 'result', 'context']);
  });

  it('answers what it reads, and what is constant beside it, by identity', async () => {
    const constant = { big: [1] };
    const json = {
      constant,
      input: '{% $states.input %}',
      items: '{% $states.input.items %}',
      sum: '{% $total %}',
    };
    const result = (await evaluate(json)) as Record<string, Json>;
    expect(result['constant']).toBe(constant);
    expect(result['input']).toBe(input);
    expect(result['items']).toBe(input.items);
    expect(await evaluate('{% $lookup($states.input, "items") %}')).toBe(input.items);
  });

  it('names the variables of the state machine that it reads, and no others', () => {
    const json = {
      a: '{% ($x := $total; $map($list, function($item, $i){ $item + $x + $i + $states.input.n + $sum($other) })) %}',
      b: ['{% $list[$ > 1] %}'],
    };
    expect(compileJsonataTemplate(json, 'Output').variables).toEqual(['total', 'list', 'other']);
  });

  it('takes time and randomness from the turn', async () => {
    const turn = { nowMs: 1_700_000_000_000, port: { random: () => 0.5, uuid: () => 'u' } };
    const json = ['{% $now() %}', '{% $millis() %}', '{% $now("[Y]") %}', '{% $random() %}', '{% $uuid() %}'];
    expect(await evaluate(json, turn)).toEqual([
      '2023-11-14T22:13:20.000Z',
      1_700_000_000_000,
      '2023',
      0.5,
      'u',
    ]);
    expect(await evaluate('{% $shuffle([1, 2, 3]) %}', turn)).toEqual([1, 3, 2]);
  });

  it('never changes the payload, even where jsonata works in place', async () => {
    const before = JSON.stringify(input);
    expect(await evaluate('{% $states.input.empty{"a": 1} %}')).toEqual({ a: 1 });
    expect(await evaluate('{% $states.input.nested.{"a": 1} %}')).toEqual([{ a: 1 }, { a: 1 }]);
    expect(JSON.stringify(input)).toBe(before);
  });
});

describe('an evaluation that fails', () => {
  const about = (expression: string, location = 'Output') =>
    `The JSONata expression '${expression}' specified for the field '${location}'`;

  it.each([
    ['$doesNotExist', 'returned nothing (undefined).'],
    ['$states.input.missing', 'returned nothing (undefined).'],
    ['$states.result', 'returned nothing (undefined).'],
    ['$states.input.items[id = 9]', 'returned nothing (undefined).'],
    ['$fn := function($x){$x}', 'returned an unsupported result type.'],
    ['{"f": $sum}', 'returned an unsupported result type.'],
    ['$randomSeeded(1)', 'threw an error during evaluation. T1006: Attempted to invoke a non-function'],
    ["$eval('1')", 'threw an error during evaluation. T1006: Attempted to invoke a non-function'],
    [
      '$abs("x")',
      'threw an error during evaluation. T0410: Argument 1 of function "abs" does not match function signature',
    ],
    [
      "$split('a', 'b', -1)",
      'threw an error during evaluation. D3020: Third argument of split function must evaluate to a positive number',
    ],
    ['$error("no order")', 'threw an error during evaluation. D3137: no order'],
  ])('%s %s', async (expression, reason) => {
    const failure = await failureOf(`{%  ${expression} %}`);
    expect(failure.error).toBe('States.QueryEvaluationError');
    expect(failure.location).toBe('Output');
    expect(failure.message).toBe(`${about(expression)} ${reason}`);
  });

  it.each([
    [{ v: '{% $no %}' }, 'Output/v'],
    [{ a: { b: '{% $no %}' } }, 'Output/a/b'],
    [{ values: ['{% $no %}', 1] }, 'Output/values[0]'],
    [{ a: { b: [[1, '{% $no %}']] } }, 'Output/a/b[0][1]'],
  ] as [Json, string][])('%j names its place', async (json, location) => {
    const failure = await failureOf(json);
    expect(failure.location).toBe(location);
    expect(failure.message).toBe(`${about('$no', location)} returned nothing (undefined).`);
  });

  it.each([
    ['true', 'array', "Expected 'array', but was 'boolean' for value: true"],
    ['null', 'array', "Expected 'array', but was 'null' for value: null"],
    ['1', 'array', "Expected 'array', but was 'number' for value: 1"],
    ['$states.input.name', 'array', "Expected 'array', but was 'string' for value: \"x\""],
    ["{'foo': 'bar'}", 'array', 'Expected \'array\', but was \'object\' for value: {"foo":"bar"}'],
    ['"true"', 'boolean', "Expected 'boolean', but was 'string' for value: \"true\""],
  ] as [string, ResultType, string][])('%s where %s is wanted', async (expression, expected, reason) => {
    const failure = await failureOf(`{% ${expression} %}`, expected);
    expect(failure.message).toBe(`${about(expression)} returned an unexpected result type. ${reason}`);
  });

  it('takes the wanted type, and any type within a value', async () => {
    expect(await evaluate('{% [1] %}', {}, 'array')).toEqual([1]);
    expect(await evaluate(['{% 1 %}'], {}, 'array')).toEqual([1]);
  });

  it('leaves nothing running behind it', async () => {
    await failureOf('{% [$error("first"), ($f := function($x){ $f($x + 1) }; $f(1))] %}');
    expect(await evaluate('{% 1 + 1 %}')).toBe(2);
  });
});

describe('what is no expression', () => {
  it.each([
    ['{% a[1,2) %}', 7, false, 'Expected "]", got ","'],
    ['{%%}', 2, false, 'Unexpected end of expression'],
    ['{% "open %}', 8, false, 'String literal must be terminated by a matching quote'],
    ['{% phone %}', 8, true, "Reference to 'phone' at the top level is not supported."],
    ['{% $map($x, function($i){ b }) %}', 27, true, "Reference to 'b' at the top level is not supported."],
    ['{% *.a %}', 4, true, "Reference to '*' at the top level is not supported."],
    ['{% $x.$$ %}', 8, true, "Reference to '$$' is not supported."],
  ])('%s is refused at character %i', (text, offset, unsupported, message) => {
    expect(() => compileJsonataTemplate({ a: [text] }, 'Output')).toThrow(
      expect.objectContaining({ name: 'QuerySyntaxError', offset, unsupported, message }),
    );
  });

  it('names are free where a path gives them a context', () => {
    const expressions = [
      '$x.a',
      '$x[a > b].c',
      '$x.{"a": b}',
      '$x{a: b}',
      '$x^(a)',
      '$x.(a + b)',
      '$x ~> |a|{"b": c}|',
    ];
    for (const expression of expressions) {
      expect(compileJsonataTemplate(`{% ${expression} %}`, 'Output').variables).toEqual(['x']);
    }
  });

  it('an expression that nests without end is refused', () => {
    for (const [open, close] of [
      ['(', ')'],
      ['[', ']'],
      ['{"a":', '}'],
      ['-', ''],
      ['((1)?:', ')'],
    ]) {
      const text = `{% ${(open as string).repeat(20_000)}1${(close as string).repeat(20_000)} %}`;
      expect(() => compileJsonataTemplate(text, 'Output')).toThrow(QuerySyntaxError);
    }
  });
});

describe('any expression', () => {
  const piece = fc.constantFrom(
    '$states', '.input', '.items', '.empty', '.one', '[0]', '[id > 0]', '{"a": id}', '.{"b": $}', ' + ', ' & ', ' = ', '$list',
    '$total', '$sum(', '$map(', '$string(', 'function($x){', '$x', '}', ')', '(', '[', ']', ',', ';', '1', '"s"', ' := ', '~>',
    '/a+/', '$', '*', '**', '^(', '?', ':', '..', 'null', '$distinct(', '$parse(', '$partition(', ' in ', '|',
  ); // prettier-ignore

  it('either compiles, or is refused with a QuerySyntaxError; evaluation rejects with QueryFailure alone', async () => {
    const before = JSON.stringify(input);
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 10 }), async (pieces) => {
        const text = `{% ${pieces.join('')} %}`;
        const outcome = await outcomeOfAsync(() => evaluate(text));
        if ('thrown' in outcome) {
          return outcome.thrown instanceof QuerySyntaxError || outcome.thrown instanceof QueryFailure;
        }
        return JSON.stringify(outcome.value) !== undefined && JSON.stringify(input) === before;
      }),
      { numRuns: 2_000 },
    );
  });
});
