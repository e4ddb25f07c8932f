import { QuerySyntaxError } from './query-syntax-error.ts';

/** A position in the text of a query: what the parsers of the query languages read from. */
export class TextScanner {
  readonly text: string;
  offset: number;

  constructor(text: string, offset = 0) {
    this.text = text;
    this.offset = offset;
  }

  get atEnd(): boolean {
    return this.offset >= this.text.length;
  }

  /** The character here, or the empty string at the end. */
  peek(): string {
    return this.text.charAt(this.offset);
  }

  startsWith(expected: string): boolean {
    return this.text.startsWith(expected, this.offset);
  }

  /** Steps over `expected` if it is here. */
  eat(expected: string): boolean {
    if (!this.startsWith(expected)) return false;
    this.offset += expected.length;
    return true;
  }

  expect(expected: string): void {
    if (!this.eat(expected)) this.fail(`'${expected}' expected`);
  }

  skipSpaces(): void {
    while (isSpace(this.peek())) this.offset++;
  }

  /** Takes the longest run of characters that `belongs` accepts; it may be empty. */
  take(belongs: (character: string) => boolean): string {
    const start = this.offset;
    while (!this.atEnd && belongs(this.peek())) this.offset++;
    return this.text.slice(start, this.offset);
  }

  fail(message: string, offset = this.offset): never {
    const where = offset < this.text.length ? `at character ${offset + 1}` : 'at the end';
    throw new QuerySyntaxError(`${message} ${where} of '${this.text}'`, this.text, offset);
  }
}

export function isSpace(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}

export function isDigit(character: string): boolean {
  return character >= '0' && character <= '9' && character.length === 1;
}
