import { ExactNumber, type Json, type JsonNumber } from '@edgestep/shared';

import { valueDepthMax } from '../limits/query-limits.ts';
import { setOwnProperty } from '../query/own-property.ts';
import type { DuplicateMember } from './json-reading.ts';
import { unexpectedCharacter, unexpectedValue, unrecognizedToken } from './json-problem-words.ts';
import { readJsonString } from './json-string.ts';
import { JsonSyntaxError } from './json-syntax-error.ts';

/** Told of every member and element around its value: its step (`/name`, `[0]`) and where it begins. */
export interface PlaceVisitor {
  enter(step: string, offset: number): void;
  leave(): void;
}

/**
 * Reads a JSON text (RFC 8259) with the places of everything in it. Throws JsonSyntaxError and nothing else:
 * nesting is bounded, so that no text can exhaust the stack.
 */
export class JsonReader {
  readonly duplicates: DuplicateMember[] = [];
  readonly #text: string;
  readonly #visitor: PlaceVisitor | undefined;
  /** Steps from the root to here, as they are written in a location. */
  readonly #path: string[] = [];
  #offset = 0;

  constructor(text: string, visitor?: PlaceVisitor) {
    this.#text = text;
    this.#visitor = visitor;
  }

  /** Reads the whole text. */
  read(): Json {
    this.#skipSpaces();
    const value = this.#readValue();
    this.#skipSpaces();
    if (this.#offset < this.#text.length)
      this.#fail(unexpectedCharacter(this.#peek(), 'the end of the text'));
    return value;
  }

  #readValue(): Json {
    switch (this.#peek()) {
      case '{':
        return this.#nested('Object', () => this.#readObject());
      case '[':
        return this.#nested('Array', () => this.#readArray());
      case '"':
        return this.#readString('a string value');
      default:
        return this.#readNumberOrWord();
    }
  }

  #nested<T>(kind: string, read: () => T): T {
    if (this.#path.length >= valueDepthMax) {
      this.#fail(
        `Document nesting depth (${valueDepthMax + 1}) exceeds the maximum allowed (${valueDepthMax})`,
      );
    }
    const start = this.#offset;
    this.#offset += 1;
    this.#path.push('');
    this.#skipSpaces();
    if (this.#atEnd) this.#failAtEnd(`expected close marker for ${kind}`, start);
    const value = read();
    this.#path.pop();
    return value;
  }

  #readObject(): Json {
    const members: Record<string, Json> = {};
    if (this.#eat('}')) return members;
    for (;;) {
      if (this.#peek() !== '"') this.#failExpecting('double-quote to start field name', 'in field name');
      const nameOffset = this.#offset;
      const name = this.#readString('a field name');
      this.#path[this.#path.length - 1] = `/${name}`;
      if (Object.hasOwn(members, name) && this.duplicates.length < duplicatesMax) {
        this.duplicates.push({ name, parent: this.#path.slice(0, -1).join('') });
      }
      this.#skipSpaces();
      if (!this.#eat(':')) this.#failExpecting('a colon to separate field name and value');
      this.#skipSpaces();
      this.#visitor?.enter(`/${name}`, nameOffset);
      setOwnProperty(members, name, this.#readValue());
      this.#visitor?.leave();
      this.#skipSpaces();
      if (this.#eat('}')) return members;
      if (!this.#eat(',')) this.#failExpecting('comma to separate Object entries');
      this.#skipSpaces();
    }
  }

  #readArray(): Json {
    const elements: Json[] = [];
    if (this.#eat(']')) return elements;
    for (;;) {
      this.#path[this.#path.length - 1] = `[${elements.length}]`;
      this.#visitor?.enter(`[${elements.length}]`, this.#offset);
      elements.push(this.#readValue());
      this.#visitor?.leave();
      this.#skipSpaces();
      if (this.#eat(']')) return elements;
      if (!this.#eat(',')) this.#failExpecting('comma to separate Array entries');
      this.#skipSpaces();
    }
  }

  #readString(what: string): string {
    const { value, end } = readJsonString(this.#text, this.#offset, what);
    this.#offset = end;
    return value;
  }

  #readNumberOrWord(): Json {
    const start = this.#offset;
    if (this.#atEnd) this.#failAtEnd('expected a value');
    const number = this.#match(numberPattern);
    if (number !== undefined) return this.#numberValue(number, start);
    const word = this.#match(wordPattern);
    if (word === undefined) this.#fail(unexpectedValue(this.#peek()));
    if (!Object.hasOwn(words, word)) this.#fail(unrecognizedToken(word), start, this.#offset);
    return words[word as keyof typeof words];
  }

  #numberValue(digits: string, start: number): JsonNumber {
    const next = this.#peek();
    if (/^-?0$/.test(digits) && next >= '0' && next <= '9') {
      this.#fail('Invalid numeric value: Leading zeroes not allowed', start, this.#offset);
    }
    if (/[\w.+-]/.test(next)) this.#fail(unexpectedCharacter(next, 'the end of a number'));
    const value = Number(digits);
    if (!Number.isFinite(value))
      this.#fail(`Numeric value (${digits.slice(0, 32)}) out of range`, start, this.#offset);
    return ExactNumber.of(digits) ?? value;
  }

  get #atEnd(): boolean {
    return this.#offset >= this.#text.length;
  }

  #peek(): string {
    return this.#text.charAt(this.#offset);
  }

  #eat(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#offset += 1;
    return true;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#offset;
    const match = pattern.exec(this.#text)?.[0];
    if (match !== undefined) this.#offset += match.length;
    return match;
  }

  #skipSpaces(): void {
    this.#match(spacesPattern);
  }

  #failExpecting(expected: string, where = 'within/between entries'): never {
    if (this.#atEnd) this.#failAtEnd(where);
    return this.#fail(unexpectedCharacter(this.#peek(), expected));
  }

  #failAtEnd(what: string, offset = this.#text.length): never {
    const end = this.#text.length;
    throw new JsonSyntaxError({ message: `Unexpected end-of-input: ${what}`, offset, readTo: end });
  }

  #fail(message: string, offset = this.#offset, readTo = this.#offset + 1): never {
    throw new JsonSyntaxError({ message, offset, readTo });
  }
}

/** How many members of the same name are told. */
const duplicatesMax = 100;

const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const wordPattern = /[\p{ID_Continue}$]+/uy;
const spacesPattern = /[ \t\r\n]*/y;
const words = { true: true, false: false, null: null } as const;
