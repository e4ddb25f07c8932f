import { ExactNumber, type Json } from '@edgestep/shared';

import { syntaxDepthMax } from '../limits/query-limits.ts';
import { isDigit, isSpace, type TextScanner } from '../query/text-scanner.ts';
import { filterOperators, type FilterOperator } from './filter-operators.ts';
import { parseSegments } from './parse-path.ts';
import { parseQuoted } from './parse-quoted.ts';
import type { FilterOperand, FilterPath, FilterSyntax } from './path-syntax.ts';

const symbols = ['===', '!==', '==', '!=', '<=', '>=', '<', '>'] as const satisfies readonly FilterOperator[];

/** Reads the condition of `[?…]`, with or without parentheses around. */
export function parseCondition(scanner: TextScanner, depth: number): FilterSyntax {
  if (depth > syntaxDepthMax) scanner.fail(`A filter nests deeper than ${syntaxDepthMax} levels`);
  return parseChain(scanner, 'or', '||', () => parseConjunction(scanner, depth));
}

function parseConjunction(scanner: TextScanner, depth: number): FilterSyntax {
  return parseChain(scanner, 'and', '&&', () => parseTerm(scanner, depth));
}

/** A chain is flat, however long: a tree of it would be as deep as the text is long. */
function parseChain(
  scanner: TextScanner,
  kind: 'and' | 'or',
  operator: string,
  parseLink: () => FilterSyntax,
): FilterSyntax {
  const first = parseLink();
  const conditions = [first];
  while (eatOperator(scanner, operator)) conditions.push(parseLink());
  return conditions.length === 1 ? first : { kind, conditions };
}

function parseTerm(scanner: TextScanner, depth: number): FilterSyntax {
  scanner.skipSpaces();
  if (depth > syntaxDepthMax) scanner.fail(`A filter nests deeper than ${syntaxDepthMax} levels`);
  if (scanner.eat('!')) return { kind: 'not', condition: parseTerm(scanner, depth + 1) };
  if (!scanner.eat('(')) return parseComparison(scanner, depth);
  const condition = parseCondition(scanner, depth + 1);
  scanner.skipSpaces();
  scanner.expect(')');
  return condition;
}

function parseComparison(scanner: TextScanner, depth: number): FilterSyntax {
  const start = scanner.offset;
  const left = parseOperand(scanner, depth);
  scanner.skipSpaces();
  const operator = parseOperator(scanner);
  if (operator !== undefined) {
    return { kind: 'comparison', operator, left, right: parseOperand(scanner, depth) };
  }
  if (left.kind !== 'path') scanner.fail('A comparison or a path expected', start);
  return { kind: 'exists', path: left.path };
}

function parseOperator(scanner: TextScanner): FilterOperator | undefined {
  for (const symbol of symbols) {
    if (scanner.eat(symbol)) return symbol;
  }
  const start = scanner.offset;
  const word = scanner.take((character) => /[a-zA-Z]/.test(character)).toLowerCase();
  if (word === '') return undefined;
  if (!Object.hasOwn(filterOperators, word)) scanner.fail('An operator expected', start);
  return word as FilterOperator;
}

function parseOperand(scanner: TextScanner, depth: number): FilterOperand {
  scanner.skipSpaces();
  const next = scanner.peek();
  if (next === '@' || next === '$') return { kind: 'path', path: parseFilterPath(scanner, depth) };
  return { kind: 'value', value: parseValue(scanner, depth) };
}

function parseFilterPath(scanner: TextScanner, depth: number): FilterPath {
  const from = scanner.eat('@') ? 'candidate' : 'root';
  if (from === 'root') scanner.expect('$');
  return { from, segments: parseSegments(scanner, 'filter', depth + 1) };
}

function parseValue(scanner: TextScanner, depth: number): Json {
  const next = scanner.peek();
  if (next === "'" || next === '"') return parseQuoted(scanner);
  if (next === '[') return parseList(scanner, depth + 1);
  const start = scanner.offset;
  const word = scanner.take((character) => /[a-zA-Z0-9+.-]/.test(character));
  if (word === 'true' || word === 'false') return word === 'true';
  if (word === 'null') return null;
  if (isDigit(word.charAt(0)) || word.startsWith('-')) {
    const number = Number(word);
    if (Number.isFinite(number)) return ExactNumber.of(word) ?? number;
  }
  return scanner.fail("A path, a number, a quoted text, a list, 'true', 'false' or 'null' expected", start);
}

function parseList(scanner: TextScanner, depth: number): readonly Json[] {
  if (depth > syntaxDepthMax) scanner.fail(`A filter nests deeper than ${syntaxDepthMax} levels`);
  scanner.expect('[');
  scanner.skipSpaces();
  const list: Json[] = [];
  if (scanner.eat(']')) return list;
  do {
    scanner.skipSpaces();
    list.push(parseValue(scanner, depth));
    scanner.skipSpaces();
  } while (scanner.eat(','));
  scanner.expect(']');
  return list;
}

function eatOperator(scanner: TextScanner, operator: string): boolean {
  while (isSpace(scanner.peek())) scanner.offset++;
  return scanner.eat(operator);
}
