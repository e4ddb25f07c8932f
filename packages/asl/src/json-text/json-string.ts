import { characterName, unescapedControl } from './json-problem-words.ts';
import { JsonSyntaxError } from './json-syntax-error.ts';

/**
 * Reads the JSON string whose opening quote stands at `start`; `end` is behind its closing quote.
 * Throws JsonSyntaxError; `what` names the string in its message.
 */
export function readJsonString(text: string, start: number, what: string): { value: string; end: number } {
  let value = '';
  let from = start + 1;
  for (;;) {
    endPattern.lastIndex = from;
    const stop = endPattern.exec(text)?.index ?? text.length;
    value += text.slice(from, stop);
    const character = text.charAt(stop);
    if (character === '"') return { value, end: stop + 1 };
    if (character === '') {
      fail(`Unexpected end-of-input: was expecting closing quote for ${what}`, start, text.length);
    }
    if (character !== '\\') fail(unescapedControl(character), stop, stop + 1);
    const escape = readEscape(text, stop);
    value += escape;
    from = stop + (text.charAt(stop + 1) === 'u' ? 6 : 2);
  }
}

function readEscape(text: string, backslash: number): string {
  const letter = text.charAt(backslash + 1);
  if (letter === 'u') {
    const digits = text.slice(backslash + 2, backslash + 6);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) {
      fail(
        'Unexpected character: expected a hex-digit for character escape sequence',
        backslash,
        backslash + 2,
      );
    }
    return String.fromCharCode(Number.parseInt(digits, 16));
  }
  const character = Object.hasOwn(escapes, letter) ? escapes[letter as keyof typeof escapes] : undefined;
  if (character === undefined) {
    const name = letter === '' ? 'end-of-input' : characterName(letter);
    fail(`Unrecognized character escape ${name}`, backslash, backslash + 2);
  }
  return character;
}

function fail(message: string, offset: number, readTo: number): never {
  throw new JsonSyntaxError({ message, offset, readTo });
}

const endPattern = /["\\\u0000-\u001f]/g;

const escapes = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
} as const;
