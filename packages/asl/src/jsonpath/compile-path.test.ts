import type { Json } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { scopeOf } from '../../test/scope-of.ts';
import { QueryFailure } from '../query/query-failure.ts';
import { QuerySyntaxError } from '../query/query-syntax-error.ts';
import { compilePath } from './compile-path.ts';

const shop = {
  store: {
    book: [
      { category: 'reference', author: 'Rees', title: 'Sayings', price: 8.95 },
      { category: 'fiction', author: 'Waugh', title: 'Sword', price: 12.99 },
      { category: 'fiction', author: 'Melville', title: 'Moby Dick', isbn: '0-553-21311-3', price: 8.99 },
    ],
    bicycle: { color: 'red', price: 19.95 },
  },
  'a key.with dots': 1,
};

function read(path: string, input: Json = shop): Json | undefined {
  return compilePath(path).read(scopeOf(input));
}

function failureOf(path: string, input: Json): QueryFailure {
  try {
    compilePath(path).evaluate(scopeOf(input));
  } catch (failure) {
    if (failure instanceof QueryFailure) return failure;
    throw failure;
  }
  throw new Error(`${path} found something`);
}

describe('a definite path', () => {
  it('answers the value itself, not a copy', () => {
    const input = { a: { b: { c: [1] } } };
    expect(read('$.a.b', input)).toBe(input.a.b);
    expect(read('$', input)).toBe(input);
  });

  it.each([
    ['$.store.bicycle.color', 'red'],
    ["$['store']['bicycle']['color']", 'red'],
    ['$["store"].bicycle["color"]', 'red'],
    ["$.store.['bicycle'].color", 'red'],
    ['$.store.book[1].author', 'Waugh'],
    ['$.store.book[-1].author', 'Melville'],
    ['$.store.book.[0].author', 'Rees'],
    ["$['a key.with dots']", 1],
    ["$.store.bicycle['color','price']", { color: 'red', price: 19.95 }],
    ["$.store.bicycle['color','wheels']", { color: 'red' }],
  ])('%s', (path, expected) => {
    expect(compilePath(path).definite).toBe(true);
    expect(read(path)).toEqual(expected);
  });

  it('tells null from nothing', () => {
    expect(read('$.a', { a: null })).toBeNull();
    expect(read('$.b', { a: null })).toBeUndefined();
    expect(read('$.items[5]', { items: [1] })).toBeUndefined();
    expect(read('$.a.b', { a: null })).toBeUndefined();
    expect(read('$.a.length', { a: [1, 2] })).toBeUndefined();
    expect(read("$['0']", [1])).toBeUndefined();
  });

  it('reads only what the input says, never what every object has', () => {
    expect(read('$.constructor', {})).toBeUndefined();
    expect(read('$.__proto__.toString', {})).toBeUndefined();
    expect(read('$.__proto__', JSON.parse('{"__proto__": 1}'))).toBe(1);
  });

  it('takes a function for a member of that name, as AWS does', () => {
    expect(read('$.list.length()', { list: [1] })).toBeUndefined();
    expect(read('$.length()', { 'length()': 1 })).toBe(1);
  });
});

describe('an indefinite path', () => {
  it.each([
    ['$.store.book[*].author', ['Rees', 'Waugh', 'Melville']],
    ['$.store.book.*.isbn', ['0-553-21311-3']],
    ['$..author', ['Rees', 'Waugh', 'Melville']],
    ['$.store..price', [8.95, 12.99, 8.99, 19.95]],
    ['$..book[2].title', ['Moby Dick']],
    ['$..book[-1:].title', ['Moby Dick']],
    ['$..book[0,1].title', ['Sayings', 'Sword']],
    ['$..book[:2].title', ['Sayings', 'Sword']],
    ['$.store.book[1:].title', ['Sword', 'Moby Dick']],
    ['$.store.book[::2].title', ['Sayings', 'Moby Dick']],
    ['$.store.book[::-1].title', ['Moby Dick', 'Sword', 'Sayings']],
    ['$.store.book[0:1]', [shop.store.book[0]]],
    ["$.store.book[*]['author','isbn']", ['Rees', 'Waugh', 'Melville', '0-553-21311-3']],
    ['$.store.*.color', ['red']],
    ['$.store.missing[*]', []],
    ['$.missing[1:].deeper', []],
    ['$..missing', []],
  ] as [string, Json][])('%s', (path, expected) => {
    expect(compilePath(path).definite).toBe(false);
    expect(read(path)).toEqual(expected);
  });

  it('answers the node before what it contains', () => {
    expect(read('$..a', { a: { a: 1 }, b: [{ a: 2 }] })).toEqual([{ a: 1 }, 1, 2]);
    expect(read('$..*', [[1], 2])).toEqual([[1], 2, 1]);
  });

  it('steps over what a wildcard finds no child in', () => {
    expect(read('$.items[*].name', { items: [{ name: 'a' }, 1, { other: 1 }, { name: null }] })).toEqual([
      'a',
      null,
    ]);
  });
});

describe('a filter', () => {
  it.each([
    ['$.store.book[?(@.price < 10)].title', ['Sayings', 'Moby Dick']],
    ["$.store.book[?(@.category == 'fiction' && @.price < 10)].title", ['Moby Dick']],
    ["$.store.book[?(@.category == 'reference' || @.price > 12)].title", ['Sayings', 'Sword']],
    ['$.store.book[?(@.isbn)].title', ['Moby Dick']],
    ['$.store.book[?(!@.isbn)].title', ['Sayings', 'Sword']],
    ['$.store.book[?(!(@.isbn || @.price > 12))].title', ['Sayings']],
    ['$.store.book[?(@.price > $.store.book[0].price)].title', ['Sword', 'Moby Dick']],
    ["$.store.book[?(@.author in ['Rees', 'Waugh'])].title", ['Sayings', 'Sword']],
    ["$.store.book[?(@.author nin ['Rees', 'Waugh'])].title", ['Moby Dick']],
    ["$.store.book[?(@.title contains 'Dick')].price", [8.99]],
    ['$..[?(@.price > 10)].price', [12.99, 19.95]],
    ['$.store.book[?@.price<10].title', ['Sayings', 'Moby Dick']],
    ['$.store.bicycle[?(@.color)].price', [19.95]],
  ] as [string, Json][])('%s', (path, expected) => {
    expect(read(path)).toEqual(expected);
  });

  it.each([
    ['@ > 1', [2, 3]],
    ['@ >= 2', [2, 3]],
    ['@ != 2', [1, 3, '2x', null]],
    ["@ == '2'", [2]],
    ["@ === '2'", []],
    ["@ !== '2'", [1, 2, 3, '2x', null]],
    ['@ == null', [null]],
    ['@.x == null', []],
    ['@.x != null', [1, 2, 3, '2x', null]],
    ['@ subsetof [1]', []],
    ['1 == 1', [1, 2, 3, '2x', null]],
  ] as [string, Json][])('[?(%s)] of scalars', (condition, expected) => {
    expect(read(`$[?(${condition})]`, [1, 2, 3, '2x', null])).toEqual(expected);
  });

  it.each([
    ['@ subsetof [1, 2, 3]', [[1, 2], []]],
    ['@ anyof [2, 9]', [[1, 2]]],
    ['@ noneof [2, 9]', [[7], []]],
    ['@ all [1, 2]', [[1, 2]]],
    ['@ size 1', [[7]]],
    ['@ empty true', [[]]],
    ['@ contains 7', [[7]]],
    ['@[0] == 7', [[7]]],
    ['@[*] == [7]', [[7]]],
  ] as [string, Json][])('[?(%s)] of lists', (condition, expected) => {
    expect(read(`$[?(${condition})]`, [[1, 2], [7], []])).toEqual(expected);
  });
});

describe('the roots', () => {
  const scope = scopeOf({ a: 1 }, { context: { Execution: { Id: 'x' } }, variables: { total: { sum: 3 } } });

  it('reads the context object by $$ and variables by their name', () => {
    expect(compilePath('$$.Execution.Id').read(scope)).toBe('x');
    expect(compilePath('$$').read(scope)).toBe(scope.context);
    expect(compilePath('$total.sum').read(scope)).toBe(3);
    expect(compilePath('$total').root).toEqual({ kind: 'variable', name: 'total' });
    expect(compilePath('$other').read(scope)).toBeUndefined();
  });
});

describe('a field that needs a value', () => {
  it.each([
    ['$.NoSuchInputPath', {}, "Invalid path '$.NoSuchInputPath' : No results for path: $['NoSuchInputPath']"],
    ['$.no.such.path', {}, "Invalid path '$.no.such.path' : Missing property in path $['no']"],
    ['$.a.no.path', { a: {} }, "Invalid path '$.a.no.path' : Missing property in path $['a']['no']"],
    ['$.items[3]', { items: [] }, "Invalid path '$.items[3]' : No results for path: $['items'][3]"],
    ['$.items[*].name', {}, "Invalid path '$.items[*].name' : Missing property in path $['items']"],
    [
      '$.a[0]',
      { a: 1 },
      "Invalid path '$.a[0]' : Filter: [0] can only be applied to arrays. Current context is: 1",
    ],
    ['$.a[1:]', { a: null }, "Invalid path '$.a[1:]' : The path $['a'] is null"],
  ] as [string, Json, string][])('%s on %j fails', (path, input, cause) => {
    const failure = failureOf(path, input);
    expect(failure.error).toBe('States.Runtime');
    expect(failure.message).toBe(cause);
  });

  it('names a path into the context object as AWS does', () => {
    expect(failureOf('$$.Map', {}).message).toBe("Invalid path '$.Map' : No results for path: $['Map']");
  });

  it('names a variable that nobody assigned', () => {
    expect(failureOf('$total.sum', {}).message).toBe(
      "Invalid path '$total.sum' : The variable 'total' is not defined",
    );
  });

  it('takes an empty result behind a wildcard for a value', () => {
    expect(compilePath('$.items[*].name').evaluate(scopeOf({ items: [] }))).toEqual([]);
  });
});

describe('what is no path', () => {
  it.each([
    ['', 0],
    ['a', 0],
    ['$.', 2],
    ['$..', 3],
    ['$x.', 3],
    ['$.a b', 3],
    ['$[', 2],
    ['$[a]', 2],
    ['$[1', 3],
    ["$['a", 2],
    ['$[1,]', 4],
    ['$[::0]', 5],
    ['$[?(@.a ==)]', 10],
    ['$[?(@.a =~ /x/)]', 8],
    ['$[?(1)]', 4],
    ['$$x', 2],
    ['$1', 1],
    ["$['\\u12']", 5],
  ])('%j is refused at character %i', (text, offset) => {
    expect(() => compilePath(text)).toThrow(QuerySyntaxError);
    expect(() => compilePath(text)).toThrow(expect.objectContaining({ text, offset }));
  });
});

describe('limits', () => {
  it('refuses a filter that nests without end, and a path without end', () => {
    expect(() => compilePath(`$[?(${'('.repeat(5_000)}@.a${')'.repeat(5_000)})]`)).toThrow(QuerySyntaxError);
    expect(() => compilePath(`$[?(${'!'.repeat(5_000)}@.a)]`)).toThrow(QuerySyntaxError);
    expect(() => compilePath(`$${'.a'.repeat(5_000)}`)).toThrow(QuerySyntaxError);
  });

  it('takes a filter of as many conditions as a definition has room for', () => {
    const chain = (operator: string) => `$[?(${Array.from({ length: 50_000 }, () => '@.a').join(operator)})]`;
    expect(read(chain(' && '), [{ a: 1 }, {}])).toEqual([{ a: 1 }]);
    expect(read(chain(' || '), [{ a: 1 }, {}])).toEqual([{ a: 1 }]);
    const many = Array.from({ length: 1_000 }, () => ({ a: 1 }));
    expect(() => read(chain(' && '), many)).toThrow(QueryFailure);
  });

  it('fails an evaluation that visits too much', () => {
    const wide = Array.from({ length: 200 }, () => Array.from({ length: 200 }, () => 1));
    expect(() => read('$[?($..* contains 2)]', wide)).toThrow(QueryFailure);
    const many = Array.from({ length: 5_000 }, (_, index) => index);
    expect(() => read('$.many[?(@ in $.many)]', { many })).toThrow(QueryFailure);
    expect(() => read('$[?(@.a == $..a)]', many)).toThrow(QueryFailure);
    expect(read('$..a', many)).toEqual([]);
    expect(() => read('$[?($ subsetof $)]', many.slice(0, 50))).not.toThrow();
    expect(() => read('$[?($ subsetof $)]', many.slice(0, 500))).toThrow(QueryFailure);
  });

  it('fails on a value that nests too deep', () => {
    const deep = JSON.parse('['.repeat(20_000) + ']'.repeat(20_000)) as Json;
    expect(() => read('$..a', deep)).toThrow(QueryFailure);
    expect(() => read('$[?(@ == $[0])]', [deep, deep])).not.toThrow();
  });
});
