import { describe, expect, it } from 'vitest';
import { MalformedJson, parseJsonBody } from './json-body.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('a body', () => {
  it('is read as JSON', () => {
    expect(parseJsonBody(bytes('{"a":["é",1.5,null]}'))).toEqual({ a: ['é', 1.5, null] });
  });

  it('may be absent or empty', () => {
    expect(parseJsonBody(undefined)).toBeUndefined();
    expect(parseJsonBody(new Uint8Array())).toBeUndefined();
  });

  it('keeps a key named __proto__ an ordinary key', () => {
    const body = parseJsonBody(bytes('{"__proto__":{"a":1}}')) as object;
    expect(Object.keys(body)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
  });

  it.each(['{', '{"a":}', "{'a':1}", 'undefined', '1 2', '\u{feff}{}'])('is refused: %j', (text) => {
    expect(() => parseJsonBody(bytes(text))).toThrow(MalformedJson);
  });

  it('is refused when it is not UTF-8', () => {
    expect(() => parseJsonBody(new Uint8Array([0x22, 0xc3, 0x28, 0x22]))).toThrow('not valid UTF-8');
  });

  it('may be nested as deep as it is long', () => {
    const depth = 500_000;
    expect(parseJsonBody(bytes('['.repeat(depth) + ']'.repeat(depth)))).toBeDefined();
  });
});
