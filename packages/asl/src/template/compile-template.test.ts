import type { Json, JsonObject } from '@edgestep/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { outcomeOf } from '../../test/outcome-of.ts';
import { scopeOf } from '../../test/scope-of.ts';
import { QueryFailure } from '../query/query-failure.ts';
import { QuerySyntaxError } from '../query/query-syntax-error.ts';
import { compileQueryText } from './compile-query-text.ts';
import { compileTemplate } from './compile-template.ts';

function fill(template: Json, input: Json = {}, context: JsonObject = {}): Json {
  return compileTemplate(template).evaluate(scopeOf(input, { context, variables: { total: { sum: 3 } } }));
}

describe('a payload template', () => {
  it('puts values in the place of the fields that end with .$, at any depth', () => {
    const template = {
      'whole.$': '$',
      'id.$': '$$.Execution.Id',
      'sum.$': '$total.sum',
      fixed: {
        'name.$': '$.name',
        list: [{ 'first.$': '$.items[0]' }, 'text', ['x'], [{ 'all.$': '$.items[*]' }]],
      },
      'text.$': "States.Format('{}!', $.name)",
    };
    const input = { name: 'n', items: [1, 2] };
    expect(fill(template, input, { Execution: { Id: 'e' } })).toEqual({
      whole: input,
      id: 'e',
      sum: 3,
      fixed: { name: 'n', list: [{ first: 1 }, 'text', ['x'], [{ all: [1, 2] }]] },
      text: 'n!',
    });
  });

  it('leaves texts that only look like queries', () => {
    const template = {
      path: '$.a',
      variable: '$x',
      call: 'States.UUID()',
      jsonata: '{% 1 %}',
      list: ['$.a', '$$'],
    };
    expect(fill(template)).toBe(template);
  });

  it('answers what is constant, and what it reads, by identity', () => {
    const constant = { big: [1, { 'not a field$': 1 }] };
    const input = { big: [1] };
    const filled = fill({ constant, 'input.$': '$.big' }, input) as { constant: Json; input: Json };
    expect(filled.constant).toBe(constant);
    expect(filled.input).toBe(input.big);
    expect(fill('text')).toBe('text');
    expect(fill(null)).toBeNull();
  });

  it('names the variables that it reads', () => {
    const template = { 'a.$': '$total.sum', b: [{ 'c.$': 'States.Array($list, $total)' }], d: '$other' };
    expect(compileTemplate(template).variables).toEqual(['total', 'list']);
  });

  it('takes __proto__ for a field like any other', () => {
    const filled = fill(JSON.parse('{"__proto__.$": "$.a", "constructor": 1, "b.$": "$.a"}') as Json, {
      a: { x: 1 },
    });
    expect(JSON.stringify(filled)).toBe('{"__proto__":{"x":1},"constructor":1,"b":{"x":1}}');
    expect(Object.getPrototypeOf(filled)).toBe(Object.prototype);
  });

  it('keeps null and false, and an empty result of many', () => {
    expect(fill({ 'a.$': '$.a', 'b.$': '$.b', 'c.$': '$.c[*].d' }, { a: null, b: false })).toEqual({
      a: null,
      b: false,
      c: [],
    });
  });

  it('takes a position outside of an array for null, as AWS does', () => {
    expect(fill({ 'a.$': '$.items[5]', 'b.$': '$.items[-3]' }, { items: [1] })).toEqual({ a: null, b: null });
  });

  it('takes wildcards and slices on nothing for an empty array', () => {
    const template = { 'a.$': '$.item.items[*]', 'b.$': '$.items[1:]', 'c.$': '$.items[1:].itemValue' };
    expect(fill(template)).toEqual({ a: [], b: [], c: [] });
  });
});

describe('a field whose path leads nowhere', () => {
  it.each([
    [{ 'missing.$': '$.nope.deep' }, { other: 1 }, 'missing.$', '$.nope.deep', '{"other":1}'],
    [{ outer: [{ 'missing.$': '$.a.b' }] }, { a: 1 }, 'missing.$', '$.a.b', '{"a":1}'],
    [{ 'v.$': '$.items[5].x' }, { items: [] }, 'v.$', '$.items[5].x', '{"items":[]}'],
    [{ 'v.$': '$.other[0]' }, { other: 1 }, 'v.$', '$.other[0]', '{"other":1}'],
    [{ 'v.$': '$$.Nope.Deep' }, { other: 1 }, 'v.$', '$.Nope.Deep', '{"State":{"Name":"P"}}'],
    [{ 'v.$': '$total.nope' }, { other: 1 }, 'v.$', '$total.nope', '{"sum":3}'],
    [{ 'v.$': '$nope' }, { other: 1 }, 'v.$', '$nope', '{"other":1}'],
  ] as [Json, Json, string, string, string][])('%j on %j', (template, input, field, path, searched) => {
    expect(() => fill(template, input, { State: { Name: 'P' } })).toThrow(
      expect.objectContaining({
        name: 'QueryFailure',
        error: 'States.Runtime',
        message: `The JSONPath '${path}' specified for the field '${field}' could not be found in the input '${searched}'`,
      }),
    );
  });
});

describe('what is no template', () => {
  it.each([
    [{ 'a.$': 1 }],
    [{ 'a.$': { b: 1 } }],
    [{ 'a.$': '' }],
    [{ 'a.$': 'text' }],
    [{ 'a.$': '$.' }],
    [{ 'a.$': 'States.Nope()' }],
    [[{ b: { 'a.$': '$[' } }]],
    [{ 'a.$': '$.x', a: 1 }],
  ] as [Json][])('%j is refused', (template) => {
    expect(() => compileTemplate(template)).toThrow(QuerySyntaxError);
  });

  it('a template that nests without end is refused', () => {
    const deep = JSON.parse('['.repeat(20_000) + ']'.repeat(20_000)) as Json;
    expect(() => compileTemplate(deep)).toThrow(QuerySyntaxError);
  });
});

describe('any template', () => {
  const key = fc.constantFrom('a', 'b', 'a.$', 'b.$', '.$', '__proto__', '__proto__.$', 'c');
  const value = fc.constantFrom(
    '$',
    '$.a',
    '$.b[0]',
    '$..a',
    '$x',
    'States.UUID()',
    'States.Nope()',
    '$.[',
    'text',
    1,
    null,
  );
  const json = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      value,
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(key, tie('node'), { maxKeys: 4 }),
    ),
  })).node as fc.Arbitrary<Json>;

  it('either compiles, or is refused with a QuerySyntaxError; evaluation throws QueryFailure alone', () => {
    fc.assert(
      fc.property(json, json, (template, input) => {
        const compiled = outcomeOf(() => compileTemplate(template));
        if ('thrown' in compiled) return compiled.thrown instanceof QuerySyntaxError;
        const filled = outcomeOf(() => compiled.value.evaluate(scopeOf(input, { variables: { x: input } })));
        if ('thrown' in filled) return filled.thrown instanceof QueryFailure;
        return JSON.stringify(JSON.parse(JSON.stringify(filled.value))) === JSON.stringify(filled.value);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a field that holds a path or a call', () => {
  it('evaluates either', () => {
    expect(compileQueryText('$.error').evaluate(scopeOf({ error: 'E' }))).toBe('E');
    expect(compileQueryText("States.Format('{}', $.error)").evaluate(scopeOf({ error: 'E' }))).toBe('E');
    expect(compileQueryText('$cause.text').variables).toEqual(['cause']);
  });

  it('fails for a path as InputPath does', () => {
    expect(() => compileQueryText('$.error').evaluate(scopeOf({}))).toThrow(
      "Invalid path '$.error' : No results for path: $['error']",
    );
    expect(() => compileQueryText('error')).toThrow(QuerySyntaxError);
  });
});
