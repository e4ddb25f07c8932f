import type { Json } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import type { AnswerShape } from './api-shapes.ts';
import { shapeOffence } from './shape-offence.ts';

const answer: AnswerShape = {
  root: 'Answer',
  free: ['Payload'],
  shapes: {
    Answer: {
      type: 'structure',
      required: ['Name'],
      members: {
        Name: 'Name',
        Kind: 'Kind',
        Size: 'Size',
        On: 'On',
        Parts: 'Parts',
        Tags: 'Tags',
        Within: 'Answer',
        Payload: 'Name',
      },
    },
    Name: { type: 'string', min: 1, max: 4 },
    Kind: { type: 'string', enum: ['ONE', 'TWO'] },
    Size: { type: 'number', min: 2, max: 8 },
    On: { type: 'boolean' },
    Parts: { type: 'list', member: 'Answer', max: 2 },
    Tags: { type: 'map', value: 'Name' },
  },
};

const offenceOf = (result: Json) => shapeOffence(result, answer, 'PRESENT');

describe('a mocked result, held to the shape of the answer', () => {
  it.each<[Json, string]>([
    [{ Name: 1 }, "Field 'Name' must be a string"],
    [{ Name: '' }, "Field 'Name' is smaller than the minimum length"],
    [{ Name: 'fives' }, "Field 'Name' exceeds the maximum length"],
    [{ Kind: 'THREE' }, "Field 'Kind' is not an expected value"],
    [{ Size: '3' }, "Field 'Size' must be a number"],
    [{ Size: 1 }, "Field 'Size' is less than the minimum value"],
    [{ Size: 9 }, "Field 'Size' exceeds the maximum value"],
    [{ On: 'yes' }, "Field 'On' must be a boolean"],
    [{ Parts: {} }, "Field 'Parts' must be an array"],
    [{ Parts: ['no'] }, "Field 'Parts' must be an object"],
    [{ Parts: [{}, {}, {}] }, "Field 'Parts' exceeds the maximum length"],
    [{ Tags: [] }, "Field 'Tags' must be an object"],
    [{ Tags: { a: 1 } }, "Field 'Tags' must be a string"],
    [{ Within: 3 }, "Field 'Within' must be an object"],
    [{ Parts: [{ Size: 3 }, { Within: { Size: 1 } }] }, "Field 'Size' is less than the minimum value"],
    ['text', 'Result must be an object'],
    [[], 'Result must be an object'],
  ])('%j', (result, offence) => {
    expect(offenceOf(result)).toBe(offence);
  });

  it.each<Json>([
    {},
    { Name: 'four', Kind: 'TWO', Size: 2.5, On: false, Parts: [], Tags: { a: 'b' } },
    { unknown: { Name: 1 }, constructor: 'member of every object' },
    { Name: null },
  ])('%j passes', (result) => {
    expect(offenceOf(result)).toBeUndefined();
  });

  it('a member that the integration reads for the state may be anything, at the root only', () => {
    expect(offenceOf({ Payload: { any: 1 } })).toBeUndefined();
    expect(offenceOf({ Within: { Payload: 1 } })).toBe("Field 'Payload' must be a string");
  });

  it('STRICT asks for what is required, wherever it is required', () => {
    const strict = (result: Json) => shapeOffence(result, answer, 'STRICT');
    expect(strict({ Size: 3 })).toBe("Required field 'Name' is missing");
    expect(strict({ Name: null })).toBe("Required field 'Name' is missing");
    expect(strict({ Name: 'a', Within: {} })).toBe("Required field 'Name' is missing");
    expect(strict({ Name: 'a', Within: { Name: 'b' } })).toBeUndefined();
  });
});
