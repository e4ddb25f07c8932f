import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ExactNumber } from './exact-number.ts';
import { doubleOf, isJsonNumber } from './json-number.ts';
import { isJsonArray, isJsonObject, type Json } from './json.ts';
import { parseJson } from './parse-json.ts';
import { plainJson } from './plain-json.ts';

const digits = fc.stringMatching(/^\d{0,24}$/);
const integer = fc.oneof(fc.constant('0'), fc.stringMatching(/^-?[1-9]\d{0,40}$/));
const zeros = fc.stringMatching(/^0{1,12}$/);
const exponent = fc.stringMatching(/^[eE][+-]?\d{1,4}$/);

/** Numbers that are given back as they were written: all but fractions that a double prints shorter. */
const spelled = fc.oneof(
  integer,
  fc.tuple(integer, digits, zeros).map(([whole, fraction, end]) => `${whole}.${fraction}${end}`),
  fc.tuple(integer, exponent).map((parts) => parts.join('')),
  fc.tuple(integer, digits, exponent).map(([whole, fraction, end]) => `${whole}.${fraction}7${end}`),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((double) => JSON.stringify(double)),
);

const scalar = fc.oneof(
  spelled,
  fc.constantFrom('null', 'true', 'false', '"1.0"', String.raw`"a \" 2.0, "`, '"\\\\"', '"e\\u0001 1.0"'),
  fc.string().map((text) => JSON.stringify(text)),
);

/** JSON texts without white space, as JSON.stringify writes them. */
const { written } = fc.letrec<{ written: string; array: string; object: string }>((tie) => ({
  written: fc.oneof({ depthSize: 'small' }, scalar, tie('array'), tie('object')),
  array: fc.array(tie('written')).map((items) => `[${items.join()}]`),
  object: fc
    .uniqueArray(fc.tuple(fc.constantFrom('a', '1.0', '__proto__', 'e-1', 'b c'), tie('written')), {
      selector: ([name]) => name,
    })
    .map((members) => `{${members.map(([name, value]) => `"${name}":${value}`).join()}}`),
}));

function valueOrError(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

function numbersOf(value: Json): readonly Json[] {
  if (isJsonArray(value)) return value.flatMap(numbersOf);
  if (isJsonObject(value)) return Object.values(value).flatMap(numbersOf);
  return isJsonNumber(value) ? [value] : [];
}

describe('a number in a JSON text', () => {
  it('is printed as it was written', () => {
    fc.assert(
      fc.property(spelled, (number) => {
        expect(JSON.stringify(parseJson(number))).toBe(number);
        expect(JSON.stringify(parseJson(`${number}\n`))).toBe(number);
        expect(JSON.stringify(parseJson(` { "a" : [ ${number} ] }`))).toBe(`{"a":[${number}]}`);
      }),
    );
  });

  it('is so wherever it stands', () => {
    fc.assert(
      fc.property(written, (text) => {
        expect(JSON.stringify(parseJson(text))).toBe(JSON.stringify(JSON.parse(text, keepNumbers)));
      }),
    );
  });

  it.each(['0.0', '-0.0', '1.50', '1e3', '1E400', '12345678901234567890', '9007199254740993'])(
    '%s needs more than a JavaScript number',
    (text) => expect(parseJson(text)).toBeInstanceOf(ExactNumber),
  );

  it.each(['0', '-1.5', '9007199254740992', '1795269379000', '0.30000000000000004', '1e-7', '1e+21'])(
    '%s is a JavaScript number',
    (text) => expect(parseJson(text)).toBe(JSON.parse(text)),
  );

  it('that is a fraction beyond a double becomes the nearest', () => {
    expect(parseJson('[0.12345678901234567891, -0]')).toEqual([0.12345678901234568, -0]);
  });
});

describe('a JSON text', () => {
  it('has the value that JSON.parse gives it, but for the spelling of numbers', () => {
    fc.assert(
      fc.property(written, (text) => {
        const value = parseJson(text);
        expect(plainJson(value)).toEqual(JSON.parse(text));
        for (const number of numbersOf(value)) expect(doubleOf(number)).toBeTypeOf('number');
      }),
    );
  });

  it('is refused when JSON.parse refuses it, in the same words', () => {
    const piece = fc.constantFrom(
      ...['{', '}', '[', ']', ',', ':', '"', '"a"', '"a":', '1.0', '-', '0', '.5', '.0', 'e9', '1e5', ' '],
      ...['12345678901234567890', '+', 'tru', 'true', '\\', '\u0001', '\\u0001', '01.0', '\n'],
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (text) => {
          const plain = (value: unknown) => (value === undefined ? value : plainJson(value as Json));
          expect(plain(valueOrError(() => parseJson(text)))).toEqual(valueOrError(() => JSON.parse(text)));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('gives what holds no such number back as JSON.parse does', () => {
    const value = {
      at: '2026-11-21T00:00:00.000Z',
      address: '127.0.0.1',
      id: '3f2e4b1c-7e3d-4e5a',
      n: [1, 2.5],
    };
    const parsed = parseJson(JSON.stringify(value));
    expect(parsed).toEqual(value);
    expect(plainJson(parsed)).toBe(parsed);
  });
});

/** The slow way that needs no marks. */
function keepNumbers(_name: string, value: unknown, { source }: { readonly source?: string }): unknown {
  return typeof value === 'number' && source !== undefined ? (ExactNumber.of(source) ?? value) : value;
}
