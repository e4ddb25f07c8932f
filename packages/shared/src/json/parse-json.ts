import { ExactNumber } from './exact-number.ts';
import type { Json } from './json.ts';
import { EXACT_NUMBER_MARK, EXACT_NUMBER_MARK_WRITTEN, markExactNumbers } from './mark-exact-numbers.ts';

/**
 * Parses a JSON text that holds payload, keeping each number as it was written. Throws SyntaxError as JSON.parse does.
 *
 * Nearly every text holds none but numbers that JavaScript gives back: a glance tells so, and JSON.parse does the rest.
 * In others, exact numbers are marked before parsing and put in behind it, at a fraction of what a reviver costs.
 */
export function parseJson(text: string): Json {
  if (!mayHoldExactNumber(text)) return JSON.parse(text) as Json;
  // No string of a valid text holds a mark unless the text spells it out, for which there is this one way.
  if (text.includes(EXACT_NUMBER_MARK_WRITTEN)) return JSON.parse(text, reviveNumber) as Json;
  const marked = markExactNumbers(text);
  return marked === text ? (JSON.parse(text) as Json) : withExactNumbers(parseMarked(marked, text));
}

/** False only when no number of the text can be exact. What looks like one in a string costs time, nothing else. */
function mayHoldExactNumber(text: string): boolean {
  return (
    ZEROS_OR_EXPONENT.test(text) ||
    (SIXTEEN_DIGITS.test(text) && LONG_INTEGER.test(text)) ||
    // Such a text is a number, or no JSON.
    isDigit(text.charCodeAt(text.length - 1))
  );
}

/** In front of what ends a number within an object or array. */
const ZEROS_OR_EXPONENT = /\d(?:\.\d*0|[eE][+-]?\d+)[\s,\]}]/;

/** Written out, V8 looks for it in steps of several characters. */
const SIXTEEN_DIGITS = /\d\d\d\d\d\d\d\d\d\d\d\d\d\d\d\d/;

const LONG_INTEGER = /(?:^|[^\d.])\d{16}/;

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function parseMarked(marked: string, text: string): Json {
  try {
    return JSON.parse(marked) as Json;
  } catch {
    // The error speaks of places in the text as it came.
    return JSON.parse(text) as Json;
  }
}

/** Puts the numbers in place of their marks: the value was parsed here, and nobody else has it yet. */
function withExactNumbers(root: Json): Json {
  if (typeof root === 'string') return exactNumberOf(root) ?? root;
  const pending = [root as Holder];
  for (let holder = pending.pop(); holder !== undefined; holder = pending.pop()) {
    for (const name of Object.keys(holder)) {
      const value = holder[name];
      if (typeof value === 'string') replaceMark(holder, name, value);
      else if (typeof value === 'object' && value !== null) pending.push(value as Holder);
    }
  }
  return root;
}

/** An object or array that was just parsed. */
type Holder = Record<string, Json>;

function replaceMark(holder: Holder, name: string, value: string): void {
  const number = exactNumberOf(value);
  if (number === undefined) return;
  if (name === '__proto__') Object.defineProperty(holder, name, { value: number });
  else holder[name] = number;
}

function exactNumberOf(marked: string): ExactNumber | undefined {
  return marked.startsWith(EXACT_NUMBER_MARK) ? ExactNumber.of(marked.slice(1)) : undefined;
}

function reviveNumber(_name: string, value: unknown, context: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || context.source === undefined) return value;
  return ExactNumber.of(context.source) ?? value;
}
