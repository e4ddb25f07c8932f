import type { Json } from '@edgestep/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { outcomeOf } from '../../test/outcome-of.ts';
import { scopeOf } from '../../test/scope-of.ts';
import { QueryFailure } from '../query/query-failure.ts';
import { QuerySyntaxError } from '../query/query-syntax-error.ts';
import { compileIntrinsic, isIntrinsicText } from './compile-intrinsic.ts';
import { intrinsicFunctions } from './intrinsic-functions.ts';

function call(text: string, input: Json = {}): Json {
  return compileIntrinsic(text).evaluate(
    scopeOf(input, { context: { StateMachine: { Name: 'a-b-c' } }, variables: { list: [3, 4] } }),
  );
}

describe('a call', () => {
  it.each([
    [
      "States.Array(1, -2.5, 100, true, false, null, 'text', '')",
      [1, -2.5, 100, true, false, null, 'text', ''],
    ],
    ["States.Array( $.a ,$.b[0] , $['c d'] )", [1, 2, 3]],
    ['States.Array()', []],
    ['States.Array($)', [{ a: 1, b: [2], 'c d': 3 }]],
    ["States.Array('it\\'s', '\\{\\}', '\\\\', '{}')", ["it's", '{}', '\\', '{}']],
    ["States.Format('\\{{}\\} \\\\{}', 1, 2)", '{1} \\2'],
    ['States.Format(\'{"k":"{}"}\', 1)', '{"k":"1"}'],
    ["States.StringSplit('Hello\nWorld', '\n')", ['Hello', 'World']],
    ["States.ArrayGetItem(States.StringSplit($$.StateMachine.Name, '-'), 0)", 'a'],
    ['States.MathAdd(States.ArrayLength($list), -1)', 1],
    ['States.ArrayLength($.b[*])', 1],
    ['States.ArrayLength($.missing[*].deeper)', 0],
    ['States.ArrayContains($list, 3)', true],
    ['States.ArrayLength($.b[?(@ > 1)])', 1],
  ] as [string, Json][])('%s', (text, expected) => {
    expect(call(text, { a: 1, b: [2], 'c d': 3 })).toEqual(expected);
  });

  it('names the variables that it reads, each once', () => {
    const text = 'States.Array($list, States.Array($total.sum, $list[0], $.a, $$.b))';
    expect(compileIntrinsic(text).variables).toEqual(['list', 'total']);
  });

  it('is told from a path by its first word', () => {
    expect(['States.UUID()', '$.a', 'states.UUID()', ''].map(isIntrinsicText)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('an argument whose path leads nowhere', () => {
  const reason = (text: string, path: string, input: string) =>
    `The function '${text}' had the following error: The JsonPath argument for the field '${path}' ` +
    `could not be found in the input '${input}'`;

  it.each([
    ["States.Format('{}', $.nope)", '$.nope'],
    ["States.Format('{} {}',$.other, $.a.b)", '$.a.b'],
    ["States.Format('{}', States.Format('{}', $.nope))", '$.nope'],
    ['States.ArrayLength($.items[5])', '$.items[5]'],
    ['States.ArrayLength($.other[0])', '$.other[0]'],
    ['States.JsonToString($$.Nope.Deep)', '$.Nope.Deep'],
    ['States.JsonToString($nope)', '$nope'],
  ])('%s fails, naming the whole call', (text, path) => {
    expect(() => call(text, { other: 1 })).toThrow(
      expect.objectContaining({ error: 'States.Runtime', message: reason(text, path, '{"other":1}') }),
    );
  });
});

describe('what is no call', () => {
  it.each([
    ['States.', 0],
    ['States.Nope()', 0],
    ['States.toString()', 0],
    ['States.Format', 13],
    ['States.Array(', 13],
    ['States.Array(1', 14],
    ['States.Array(1,)', 15],
    ['States.Array(1 2)', 15],
    ['States.Array(,1)', 13],
    ['States.Array(x)', 13],
    ['States.Array("x")', 13],
    ['States.Array(--1)', 13],
    ["States.Array('x)", 13],
    ['States.Array($.)', 15],
    ['States.Array() ', 14],
    ['States.UUID(1)', 0],
    ['States.MathRandom(1)', 0],
    ['States.JsonMerge($.a, $.b)', 0],
    ['States.StringToJson(\'{"text":"An \\"escaped\\" quote"}\')', 34],
    ["States.Format('\\n')", 16],
  ])('%s is refused at character %i', (text, offset) => {
    expect(() => compileIntrinsic(text)).toThrow(
      expect.objectContaining({ name: 'QuerySyntaxError', offset }),
    );
  });

  it('calls nest ten levels and no more', () => {
    const nested = (levels: number) => `${'States.Array('.repeat(levels)}${')'.repeat(levels)}`;
    expect(call(nested(10))).toEqual([[[[[[[[[[]]]]]]]]]]);
    expect(() => compileIntrinsic(nested(11))).toThrow(QuerySyntaxError);
    expect(() => compileIntrinsic(nested(50_000))).toThrow(QuerySyntaxError);
  });
});

describe('any text', () => {
  const names = Object.keys(intrinsicFunctions);
  const argument = fc.constantFrom(
    '$', '$.a', '$.a[0]', '$.b', '$.none', '$$.x', '$v', "'text'", "'{}'", "'\\n'", "''", '0', '-1', '2.5', '1e400', 'true',
    'null', 'States.UUID()', "States.StringToJson('[1]')", 'x', '', "'MD5'", 'false',
  ); // prettier-ignore
  const written = fc
    .tuple(fc.constantFrom(...names, 'Nope'), fc.array(argument, { maxLength: 4 }))
    .map(([name, args]) => `States.${name}(${args.join(', ')})`);
  const scope = scopeOf({ a: [1, 'x', { k: null }], b: 'b' }, { variables: { v: { k: 1 } } });

  it('either compiles, or is refused with a QuerySyntaxError; evaluation throws QueryFailure alone', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          written,
          fc.string().map((text) => `States.${text}`),
        ),
        (text) => {
          const compiled = outcomeOf(() => compileIntrinsic(text));
          if ('thrown' in compiled) return compiled.thrown instanceof QuerySyntaxError;
          const evaluated = outcomeOf(() => compiled.value.evaluate(scope));
          return 'thrown' in evaluated
            ? evaluated.thrown instanceof QueryFailure
            : evaluated.value !== undefined;
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
