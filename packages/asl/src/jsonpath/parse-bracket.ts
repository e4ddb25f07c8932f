import { isDigit, type TextScanner } from '../query/text-scanner.ts';
import { parseCondition } from './parse-filter.ts';
import { parseQuoted } from './parse-quoted.ts';
import type { Selector } from './path-syntax.ts';

/** Reads `[…]`: names, indices, a slice, a wildcard or a filter. */
export function parseBracket(scanner: TextScanner, depth: number): Selector {
  scanner.expect('[');
  scanner.skipSpaces();
  const selector = parseInside(scanner, depth);
  scanner.skipSpaces();
  scanner.expect(']');
  return selector;
}

function parseInside(scanner: TextScanner, depth: number): Selector {
  if (scanner.eat('*')) return { kind: 'wildcard' };
  if (scanner.eat('?')) return { kind: 'filter', condition: parseCondition(scanner, depth + 1) };
  const next = scanner.peek();
  if (next === "'" || next === '"') return parseNames(scanner);
  if (next === ':' || next === '-' || isDigit(next)) return parsePositions(scanner);
  return scanner.fail("An index, a slice, a quoted name, '*' or '?' expected");
}

function parseNames(scanner: TextScanner): Selector {
  const names = [parseQuoted(scanner)];
  while (eatComma(scanner)) {
    scanner.skipSpaces();
    names.push(parseQuoted(scanner));
  }
  return names.length === 1 ? { kind: 'child', name: names[0] as string } : { kind: 'children', names };
}

function parsePositions(scanner: TextScanner): Selector {
  const first = parseInteger(scanner);
  scanner.skipSpaces();
  if (scanner.startsWith(':')) return parseSlice(scanner, first);
  if (first === undefined) scanner.fail('An integer expected');
  const indices = [first];
  while (eatComma(scanner)) {
    scanner.skipSpaces();
    const next = parseInteger(scanner);
    if (next === undefined) scanner.fail('An integer expected');
    indices.push(next);
  }
  return indices.length === 1 ? { kind: 'index', index: first } : { kind: 'indices', indices };
}

function parseSlice(scanner: TextScanner, start: number | undefined): Selector {
  scanner.expect(':');
  scanner.skipSpaces();
  const end = parseInteger(scanner);
  scanner.skipSpaces();
  let step = 1;
  if (scanner.eat(':')) {
    scanner.skipSpaces();
    step = parseInteger(scanner) ?? 1;
    if (step === 0) scanner.fail('A step other than 0 expected');
  }
  return { kind: 'slice', start, end, step };
}

function parseInteger(scanner: TextScanner): number | undefined {
  const sign = scanner.eat('-') ? -1 : 1;
  const digits = scanner.take(isDigit);
  if (digits === '') {
    if (sign === -1) scanner.fail('Digits expected');
    return undefined;
  }
  return sign * Number(digits) + 0;
}

function eatComma(scanner: TextScanner): boolean {
  scanner.skipSpaces();
  return scanner.eat(',');
}
