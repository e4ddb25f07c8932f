import { ExactNumber } from './exact-number.ts';

/** The first character of a string that stands for an exact number: JSON allows it only when it is written escaped. */
export const EXACT_NUMBER_MARK = '\u0001';

/** How the mark is written in a JSON text. */
export const EXACT_NUMBER_MARK_WRITTEN = String.raw`\u0001`;

/**
 * The JSON text with a string in place of each exact number: the mark, then the number. Answers the same text when
 * there is none. A text that is no JSON stays none.
 */
export function markExactNumbers(text: string): string {
  let marked = '';
  let copiedTo = 0;
  let place = 0;
  while (place < text.length) {
    const code = text.charCodeAt(place);
    if (code === QUOTE) {
      place = endOfString(text, place);
    } else if (code === MINUS || isDigit(code)) {
      const end = endOfNumber(text, place);
      if (isExact(text, place, end)) {
        // As the name of a member a number is an error, and a string is none.
        if (isName(text, end)) return text;
        marked += `${text.slice(copiedTo, place)}"${EXACT_NUMBER_MARK_WRITTEN}${text.slice(place, end)}"`;
        copiedTo = end;
      }
      place = end;
    } else {
      place += 1;
    }
  }
  return copiedTo === 0 ? text : marked + text.slice(copiedTo);
}

const QUOTE = 0x22;
const PLUS = 0x2b;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const BACKSLASH = 0x5c;
const LETTER_E = 0x65;
const LOWER_CASE = 0x20;

/** Behind the closing quote of the string that opens at `start`. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(quote - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return quote + 1;
  }
  return text.length;
}

function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  while (isNumberPart(text.charCodeAt(end))) end += 1;
  return end;
}

function isNumberPart(code: number): boolean {
  return isDigit(code) || code === POINT || code === MINUS || code === PLUS || isExponent(code);
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

function isExponent(code: number): boolean {
  return (code | LOWER_CASE) === LETTER_E;
}

/** Looks closer only at what is long, ends with a zero or has an exponent. */
function isExact(text: string, start: number, end: number): boolean {
  return (
    (end - start >= SUSPECT_LENGTH || text.charCodeAt(end - 1) === ZERO || hasExponent(text, start, end)) &&
    ExactNumber.of(text.slice(start, end)) !== undefined
  );
}

const SUSPECT_LENGTH = 16;

function hasExponent(text: string, start: number, end: number): boolean {
  for (let place = start + 1; place < end; place += 1) {
    if (isExponent(text.charCodeAt(place))) return true;
  }
  return false;
}

function isName(text: string, end: number): boolean {
  COLON_NEXT.lastIndex = end;
  return COLON_NEXT.test(text);
}

const COLON_NEXT = /\s*:/y;
