import { parseJson } from '@edgestep/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { indexPositions } from './index-positions.ts';
import { readJsonText } from './read-json-text.ts';

function parsedOrUndefined(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

describe('reading a JSON text', () => {
  it('answers what JSON.parse answers, for every JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.nat(3), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(readJsonText(text)).toEqual({ kind: 'read', value: parseJson(text), duplicates: [] });
      }),
    );
  });

  it('accepts and refuses the same texts as JSON.parse', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '1',
      '-',
      '0',
      '.5',
      'e9',
      '.0',
      '12345678901234567890',
      'null',
      ' ',
      '\n',
      '\\u00e9',
      'tru',
      '\t',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (text) => {
          const reading = readJsonText(text);
          expect(reading.kind === 'read' ? reading.value : undefined).toEqual(parsedOrUndefined(text));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('keeps a member called __proto__ as a member', () => {
    const reading = readJsonText('{"__proto__": {"a": 1}}');
    expect(reading.kind === 'read' && Object.keys(reading.value as object)).toEqual(['__proto__']);
  });

  it('names members that their object has twice', () => {
    expect(readJsonText('{"States": {"A": 1, "B": 2, "A": 3}}')).toMatchObject({
      duplicates: [{ name: 'A', parent: '/States' }],
    });
  });

  it.each([
    [
      'not a definition',
      "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
      0,
      3,
    ],
    [
      '{"a" 1}',
      "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value",
      5,
      6,
    ],
    [
      '{"a":1 "b":2}',
      "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries",
      7,
      8,
    ],
    ['{a:1}', "Unexpected character ('a' (code 97)): was expecting double-quote to start field name", 1, 2],
    [
      '[1,]',
      "Unexpected character (']' (code 93)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
      3,
      4,
    ],
    ['{', 'Unexpected end-of-input: expected close marker for Object', 0, 1],
    ['"abc', 'Unexpected end-of-input: was expecting closing quote for a string value', 0, 4],
    [
      '"a\nb"',
      'Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in string value',
      2,
      3,
    ],
    ['"\\x"', "Unrecognized character escape 'x' (code 120)", 1, 3],
    ['01', 'Invalid numeric value: Leading zeroes not allowed', 0, 1],
    ['1e999', 'Numeric value (1e999) out of range', 0, 5],
    ['{} x', "Unexpected character ('x' (code 120)): was expecting the end of the text", 3, 4],
  ])('refuses %j and says why and where', (text, message, offset, readTo) => {
    expect(readJsonText(text)).toEqual({ kind: 'refused', problem: { message, offset, readTo } });
  });

  it('refuses what nests deeper than a stack could bear', () => {
    const depth = 500_000;
    expect(readJsonText('['.repeat(depth))).toMatchObject({
      kind: 'refused',
      problem: { message: 'Document nesting depth (1001) exceeds the maximum allowed (1000)' },
    });
    expect(readJsonText('['.repeat(1_000) + ']'.repeat(1_000)).kind).toBe('read');
  });
});

describe('the places of a JSON text', () => {
  const text = '{\n  "StartAt": "A",\r\n  "States": {"A/b": {"Branches": [ {}, {"x": null} ]}}\n}';
  const positions = indexPositions(text);

  it('are those of the names of members, and of elements', () => {
    expect(positions.positionOf('/StartAt')).toEqual({ line: 2, column: 3 });
    expect(positions.positionOf('/States')).toEqual({ line: 3, column: 3 });
    expect(positions.positionOf('/States/A/b')).toEqual({ line: 3, column: 14 });
    expect(positions.positionOf('/States/A/b/Branches[1]')).toEqual({ line: 3, column: 40 });
    expect(positions.positionOf('/States/A/b/Branches[1]/x')).toEqual({ line: 3, column: 41 });
  });

  it('are those of what is around, where nothing is', () => {
    expect(positions.positionOf('/States/A/b/Branches[1]/y/z')).toEqual({ line: 3, column: 40 });
    expect(positions.positionOf('')).toEqual({ line: 1, column: 1 });
    expect(positions.positionOf('/')).toEqual({ line: 1, column: 1 });
    expect(positions.positionOf('nowhere')).toEqual({ line: 1, column: 1 });
  });
});
