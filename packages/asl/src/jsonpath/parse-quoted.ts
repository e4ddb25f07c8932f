import type { TextScanner } from '../query/text-scanner.ts';

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Reads a quoted text, '…' or "…", with the escapes of JSON and `\'`. */
export function parseQuoted(scanner: TextScanner): string {
  const start = scanner.offset;
  const quote = scanner.peek();
  if (quote !== "'" && quote !== '"') scanner.fail('A quoted name expected');
  scanner.offset++;
  let text = '';
  for (;;) {
    if (scanner.atEnd) scanner.fail('The quote is not closed', start);
    const character = scanner.peek();
    scanner.offset++;
    if (character === quote) return text;
    text += character === '\\' ? parseEscape(scanner) : character;
  }
}

function parseEscape(scanner: TextScanner): string {
  const character = scanner.peek();
  if (character === '') scanner.fail('An escaped character expected');
  scanner.offset++;
  if (character !== 'u') return escapes[character] ?? character;
  const digits = scanner.text.slice(scanner.offset, scanner.offset + 4);
  if (!/^[0-9a-fA-F]{4}$/.test(digits)) scanner.fail('Four hexadecimal digits expected');
  scanner.offset += 4;
  return String.fromCharCode(Number.parseInt(digits, 16));
}
