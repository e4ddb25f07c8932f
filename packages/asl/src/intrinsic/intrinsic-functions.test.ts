import type { Json } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { fixedPort, scopeOf } from '../../test/scope-of.ts';
import { compileIntrinsic } from './compile-intrinsic.ts';
import type { intrinsicFunctions } from './intrinsic-functions.ts';

function call(text: string, input: Json = {}): Json {
  return compileIntrinsic(text).evaluate(scopeOf(input));
}

/** Calls of each function: with these inputs as `$.a`, `$.b`, `$.c` it gives this. */
const results: Record<keyof typeof intrinsicFunctions, [args: Json[], result: Json][]> = {
  Array: [
    [[], []],
    [
      [1.1, null, { a: [] }],
      [1.1, null, { a: [] }],
    ],
  ],
  ArrayPartition: [
    [
      [[1, 2, 3, 4, 5], 2],
      [[1, 2], [3, 4], [5]],
    ],
    [[[1, 2], 9], [[1, 2]]],
    [[[], 1], []],
    [
      [[1, 2, 3], 1.5],
      [[1, 2], [3]],
    ],
  ],
  ArrayContains: [
    [
      [
        [[1, 2], 3],
        [1, 2],
      ],
      true,
    ],
    [[[{ a: 1, b: [] }], { b: [], a: 1 }], true],
    [[[1], '1'], false],
    [[[], null], false],
  ],
  ArrayRange: [
    [
      [1, 9, 2],
      [1, 3, 5, 7, 9],
    ],
    [
      [1, 8, 2],
      [1, 3, 5, 7],
    ],
    [
      [9, 1, -4],
      [9, 5, 1],
    ],
    [[5, 5, 1], [5]],
    [[9, 1, 2], []],
    [
      [0.6, 4.4, 1.5],
      [1, 3],
    ],
  ],
  ArrayGetItem: [
    [[[1, 2, 3], 1], 2],
    [[[null], 0], null],
  ],
  ArrayLength: [
    [[[]], 0],
    [[[1, [2, 3]]], 2],
  ],
  ArrayUnique: [
    [
      [[null, true, null, 1, 1.0, '1', [], [], { a: 1, b: 2 }, { b: 2, a: 1 }, { a: 1, b: 1 }]],
      [null, true, 1, '1', [], { a: 1, b: 2 }, { a: 1, b: 1 }],
    ],
  ],
  Base64Encode: [
    [['Data to encode'], 'RGF0YSB0byBlbmNvZGU='],
    [['???ü🆗'], 'Pz8/w7zwn4aX'],
    [[''], ''],
  ],
  Base64Decode: [
    [['RGF0YSB0byBlbmNvZGU='], 'Data to encode'],
    [['RGF0YSB0byBlbmNvZGU'], 'Data to encode'],
    [['Pz8/w7zwn4aX'], '???ü🆗'],
    [[''], ''],
  ],
  Format: [
    [['{} is {}', 'Arnav', 7], 'Arnav is 7'],
    [['{}{}', null, true], 'nulltrue'],
    [['{}', { Arg1: 1, Arg2: ['x', 1.5] }], '{Arg1=1, Arg2=[x, 1.5]}'],
    [['no place'], 'no place'],
    [['\\{\\} {} }{', 1], '{} 1 }{'],
  ],
  Hash: [
    [['input data', 'MD5'], '812f45842bc6d66ee14572ce20db8e86'],
    [['input data', 'SHA-1'], 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
    [['input data', 'SHA-256'], 'b4a697a057313163aee33cd8d40c66e9f0f177e00cac2de32475ffff6169c3e3'],
    [['v787', 'MD5'], '0003ec0d0c76934ba8a8b39809c825b3'],
    [['ñ', 'MD5'], '94e9342ecbb1458b6043ecd3bfcbc192'],
  ],
  JsonMerge: [[[{ a: 1, b: { x: 1 } }, { b: { y: 2 }, c: 3 }, false], { a: 1, b: { y: 2 }, c: 3 }]],
  JsonToString: [
    [[{ Arg1: 1, Arg2: [] }], '{"Arg1":1,"Arg2":[]}'],
    [['Hello'], '"Hello"'],
    [[null], 'null'],
    [[1.1], '1.1'],
  ],
  MathAdd: [
    [[111, -1], 110],
    [[1.49, 1.5], 3],
    [[-0.5, 0], 0],
    [[-1.5, 0], -1],
    [[-1.51, 0], -2],
    [[-3.5, 0], -3],
    [[2.5, 0], 3],
    [[-1.49, 0], -1],
  ],
  MathRandom: [
    [[1, 999], 250],
    [[3, 4], 3],
    // new java.util.Random(42).nextLong(1, 1_000_000), and a range whose size is a power of two
    [[1, 1_000_000, 42], 519_356],
    [[0, 16, 7], 8],
  ],
  StringSplit: [
    [
      ['1,2,3', ','],
      ['1', '2', '3'],
    ],
    [
      ['This.is+a,test=string', '.+,='],
      ['This', 'is', 'a', 'test', 'string'],
    ],
    [
      [', , ,', ','],
      [' ', ' '],
    ],
    [['', ','], []],
    [
      ['a😀b😁c', '😀'],
      ['a', 'b😁c'],
    ],
    [['abc', ''], ['abc']],
  ],
  StringToJson: [
    [['{"number": 20}'], { number: 20 }],
    [['"x"'], 'x'],
    [['  '], null],
  ],
  UUID: [[[], '3f2b8a52-7d8e-4a14-9c0b-0a4d5b1f6e77']],
};

/** Arguments that a function refuses. */
const refusals: Partial<Record<keyof typeof intrinsicFunctions, [args: Json[], reason: string][]>> = {
  ArrayPartition: [
    [['abc', 2], 'The first argument must be an array.'],
    [[[1], 0.4], 'The second argument must be a positive integer.'],
    [[[1], '2'], 'The second argument must be a number.'],
  ],
  ArrayContains: [[[{}, 1], 'The first argument must be an array.']],
  ArrayRange: [
    [[1, 9, 0], 'The third argument must be other than 0.'],
    [[1, 1_001, 1], 'The array would have more than 1000 elements.'],
    [[1, null, 1], 'The second argument must be a number.'],
    [[0, 1e300, 1], 'The second argument must be an integer that is exact.'],
  ],
  ArrayGetItem: [
    [[[1, 2], 2], 'The second argument must be an index of the array, from 0 to 1.'],
    [[[1, 2], -1], 'The second argument must be an index of the array, from 0 to 1.'],
    [[[1, 2], 0.5], 'The second argument must be an integer.'],
    [['text', 0], 'The first argument must be an array.'],
  ],
  ArrayLength: [[['text'], 'The first argument must be an array.']],
  ArrayUnique: [[[{}], 'The first argument must be an array.']],
  Base64Encode: [
    [[1], 'The first argument must be a string.'],
    [['a'.repeat(10_001)], 'The first argument must be a string of at most 10000 characters.'],
  ],
  Base64Decode: [
    [['not base64!!!'], 'The first argument must be a text in Base64.'],
    [['RGF0\nYQ=='], 'The first argument must be a text in Base64.'],
    [['A'], 'The first argument must be a text in Base64.'],
    [['AAA=='], 'The first argument must be a text in Base64.'],
  ],
  Format: [
    [[1], 'The first argument must be a string.'],
    [
      ['{}{}', 1],
      'Invalid arguments in States.Format: number of arguments do not match the occurrences of {}.',
    ],
    [['', 1], 'Invalid arguments in States.Format: number of arguments do not match the occurrences of {}.'],
  ],
  Hash: [
    [['x', 'SHA256'], 'The second argument must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512.'],
    [['x', 'toString'], 'The second argument must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512.'],
    [[5, 'MD5'], 'The first argument must be a string.'],
  ],
  JsonMerge: [
    [[[], {}, true], 'The first argument must be an object.'],
    [[{}, {}, true], 'Deep merge is not supported: the third argument must be false.'],
    [[{}, {}, 0], 'The third argument must be a boolean.'],
  ],
  MathAdd: [
    [['1', 1], 'The first argument must be a number.'],
    [[Number.MAX_SAFE_INTEGER, 1], 'The second argument must be such that the sum is exact.'],
  ],
  MathRandom: [
    [[7, 7], 'The second argument must be greater than the first.'],
    [[1, 2, 'seed'], 'The third argument must be a number.'],
  ],
  StringSplit: [[[7, ','], 'The first argument must be a string.']],
  StringToJson: [
    [['{'], 'The first argument must be a JSON text.'],
    [[null], 'The first argument must be a string.'],
  ],
};

function textOf(name: string, args: Json[]): string {
  return `States.${name}(${args.map((_, place) => `$[${place}]`).join(', ')})`;
}

describe.each(Object.entries(results))('States.%s', (name, cases) => {
  it.each(cases)('%j gives %j', (args, result) => {
    expect(call(textOf(name, args), args)).toEqual(result);
  });
});

describe.each(Object.entries(refusals))('States.%s', (name, cases) => {
  it.each(cases)('refuses %.60j: %s', (args, reason) => {
    const text = textOf(name, args);
    expect(() => call(text, args)).toThrow(
      expect.objectContaining({
        name: 'QueryFailure',
        error: 'States.IntrinsicFailure',
        message: `The function '${text}' had the following error: ${reason}`,
      }),
    );
  });
});

describe('what a function answers', () => {
  it('is the element itself where it comes from an argument', () => {
    const item = { big: [1] };
    expect(call('States.ArrayGetItem($, 0)', [item])).toBe(item);
    expect((call('States.Array($[0])', [item]) as Json[])[0]).toBe(item);
  });

  it('counts characters, not the places that they take in a string', () => {
    expect(call('States.Base64Encode($)', '😀'.repeat(5_001))).toMatch(/^[A-Za-z0-9+/]+=*$/);
  });

  it('comes from the port where it is random', () => {
    const port = { random: () => 0.999_999, uuid: () => 'one' };
    const evaluate = (text: string) => compileIntrinsic(text).evaluate(scopeOf({}, { port }));
    expect(evaluate('States.MathRandom(-3, 3)')).toBe(2);
    expect(evaluate('States.UUID()')).toBe('one');
    expect(fixedPort.random()).toBe(0.25);
  });

  it('is bounded, however often the parts of a value repeat', () => {
    const array = (text: string) => `States.Array(${Array.from({ length: 20 }, () => text).join(', ')})`;
    const twenty = array('$');
    const input = 'x'.repeat(100_000);
    const text = (name: string, prefix = '') => `States.${name}(${prefix}${array(twenty)})`;
    expect(() => call(text('JsonToString'), input)).toThrow('too large to be written as text');
    expect(() => call(text('Format', "'{}', "), input)).toThrow('The text would be too long.');
  });
});
