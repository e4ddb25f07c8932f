import type { Json } from '@edgestep/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { excessCause, payloadExcess, requirePayloadSize } from './payload-limit.ts';
import { StateError } from './state-failure.ts';

const LIMIT = 262_144;

function textBytes(value: Json): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

function nested(levels: number): Json {
  let value: Json = 0;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { x: value };
  return value;
}

describe('how large a payload may be', () => {
  it('counts the bytes of its JSON text exactly', () => {
    const anyText = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), anyText, (value, text) => {
        const padded = (bytes: number): Json => [value as Json, text, 'x'.repeat(bytes)];
        const room = LIMIT - textBytes(padded(0));
        fc.pre(room >= 0);
        expect(payloadExcess(padded(room))).toBeUndefined();
        expect(payloadExcess(padded(room + 1))).toBe('size');
      }),
    );
  });

  it.each(['\u0000', '\n', '"', '\\', 'é', '€', '😀', '\ud800', '\udc00', '\u007f', '\u2028'])(
    'counts %j as it is written',
    (character) => {
      const bytes = textBytes(character) - 2;
      const most = Math.floor((LIMIT - 2) / bytes);
      expect(payloadExcess(character.repeat(most))).toBeUndefined();
      expect(payloadExcess(character.repeat(most + 1))).toBe('size');
    },
  );

  it('looks no further than it must: a value may share its parts without end', () => {
    let value: Json = 'x'.repeat(100);
    for (let level = 0; level < 200; level += 1) value = [value, value];
    expect(payloadExcess(value)).toBe('size');
  });

  it('bounds how deep arrays and objects nest', () => {
    expect(payloadExcess(nested(1_000))).toBeUndefined();
    expect(payloadExcess(nested(1_001))).toBe('depth');
    expect(payloadExcess(nested(100_000))).toBe('depth');
  });
});

describe('what is said of a payload that is too large', () => {
  it('names who made it', () => {
    expect(() => requirePayloadSize('x'.repeat(LIMIT), 'Count')).toThrow(StateError);
    expect(() => requirePayloadSize('x'.repeat(LIMIT - 2), 'Count')).not.toThrow();
    expect(excessCause('size', 'Count')).toBe(
      "The state/task 'Count' returned a result with a size exceeding the maximum number of bytes service limit.",
    );
    expect(excessCause('depth', 'Count')).toContain('more than 1000 levels');
  });
});
