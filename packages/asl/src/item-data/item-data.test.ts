import { describe, expect, it } from 'vitest';

import { ItemDataError } from './item-data-error.ts';
import { readItemData } from './read-item-data.ts';

const csv = (text: string, config = {}) =>
  readItemData(text, { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', ...config }).items;

describe('items in CSV', () => {
  it('are objects of texts by the first row', () => {
    expect(csv('id,name\n1,one\r\n2,two\n')).toEqual([
      { id: '1', name: 'one' },
      { id: '2', name: 'two' },
    ]);
  });

  it('have the headers that are given', () => {
    const config = { CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a', 'b'] };
    expect(csv('1,2', config)).toEqual([{ a: '1', b: '2' }]);
  });

  it('are empty where a row lacks a field, and lose what it has too much', () => {
    expect(csv('a,b\n1\n1,2,3')).toEqual([
      { a: '1', b: '' },
      { a: '1', b: '2' },
    ]);
  });

  it('keep delimiters, quotes and line ends that are quoted', () => {
    expect(csv('a,b\n"x,y","say ""hi""\nthere"')).toEqual([{ a: 'x,y', b: 'say "hi"\nthere' }]);
  });

  it.each([
    ['PIPE', '|'],
    ['SEMICOLON', ';'],
    ['SPACE', ' '],
    ['TAB', '\t'],
  ])('are delimited by %s', (CSVDelimiter, character) => {
    expect(csv(`a${character}b\n1${character}2`, { CSVDelimiter })).toEqual([{ a: '1', b: '2' }]);
  });

  it.each(['a,a\n1,2', 'a\n"1'])('are refused when they are ambiguous: %j', (text) => {
    expect(() => csv(text)).toThrow(ItemDataError);
  });
});

describe('items in JSON', () => {
  const json = (text: string, pointer?: string) =>
    readItemData(text, { InputType: 'JSON', ...(pointer === undefined ? {} : { ItemsPointer: pointer }) });

  it('are the elements of an array', () => {
    expect(json('[1,{"a":2}]')).toEqual({ items: [1, { a: 2 }] });
  });

  it('are the members of an object, each with its key', () => {
    expect(json('{"x":1}')).toEqual({ items: [{ Key: 'x', Value: 1 }], itemsAreMembers: true });
  });

  it('are found by a pointer', () => {
    expect(json('{"a/b":[{"~c":[7,8]}]}', '/a~1b/0/~0c').items).toEqual([7, 8]);
  });

  it.each([
    ['3', undefined],
    ['{', undefined],
    ['{"a":1}', '/b'],
    ['{"a":1}', 'a'],
    ['[[1]]', '/01'],
    ['{}', '/__proto__'],
  ])('are refused when there are none: %j at %j', (text, pointer) => {
    expect(() => json(text, pointer)).toThrow(ItemDataError);
  });
});

describe('items in JSON Lines', () => {
  it('are one a line', () => {
    expect(readItemData('{"a":1}\n\n[2]\r\n', { InputType: 'JSONL' }).items).toEqual([{ a: 1 }, [2]]);
  });

  it('are refused with the number of a line that is no JSON', () => {
    expect(() => readItemData('1\nx', { InputType: 'JSONL' })).toThrow(/Line 2/);
  });
});

it('refuses what it cannot read, by name', () => {
  expect(() => readItemData('', { InputType: 'PARQUET' })).toThrow(/PARQUET/);
});
