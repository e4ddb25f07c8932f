import { pathSegmentsMax } from '../limits/query-limits.ts';
import { isDigit, isSpace, type TextScanner } from '../query/text-scanner.ts';
import type { PathRoot } from './compiled-path.ts';
import { parseBracket } from './parse-bracket.ts';
import type { PathSyntax, Segment, Selector } from './path-syntax.ts';

/** Where a path stands: inside a filter its names end at the operators of the filter too. */
export type PathSurroundings = 'field' | 'filter' | 'argument';

const nameEnd: Readonly<Record<PathSurroundings, string>> = {
  field: '.[]\'"*',
  argument: '.[]\'"*,)',
  filter: '.[]\'"*,)(=!<>&|~',
};

/**
 * Reads `$`, `$$` or `$name` and all segments that follow. Stops at the first character that can't go on the
 * path; the caller decides whether that is the end.
 */
export function parsePath(scanner: TextScanner, surroundings: PathSurroundings): PathSyntax {
  const root = parseRoot(scanner);
  return { root, segments: parseSegments(scanner, surroundings, 0) };
}

function parseRoot(scanner: TextScanner): PathRoot {
  scanner.expect('$');
  if (scanner.eat('$')) return { kind: 'context' };
  if (isDigit(scanner.peek())) scanner.fail('The name of a variable begins with a letter; one expected');
  const name = scanner.take(isVariableCharacter);
  if (name === '') return { kind: 'input' };
  return { kind: 'variable', name };
}

/** The segments from here on. `depth` counts the filters around. */
export function parseSegments(
  scanner: TextScanner,
  surroundings: PathSurroundings,
  depth: number,
): readonly Segment[] {
  const segments: Segment[] = [];
  for (;;) {
    if (segments.length > pathSegmentsMax) scanner.fail(`A path has more than ${pathSegmentsMax} segments`);
    if (scanner.eat('..')) {
      segments.push({ kind: 'descendants', selector: parseSelector(scanner, surroundings, depth) });
    } else if (scanner.eat('.')) {
      segments.push(parseSelector(scanner, surroundings, depth));
    } else if (scanner.startsWith('[')) {
      segments.push(parseBracket(scanner, depth));
    } else {
      return segments;
    }
  }
}

function parseSelector(scanner: TextScanner, surroundings: PathSurroundings, depth: number): Selector {
  if (scanner.startsWith('[')) return parseBracket(scanner, depth);
  if (scanner.eat('*')) return { kind: 'wildcard' };
  const name = scanner.take((character) => isNameCharacter(character, surroundings));
  if (name === '') scanner.fail('A name, * or [ expected');
  // AWS takes the functions of other JSONPath dialects for members of that name, which no input has.
  const called = surroundings !== 'filter' && scanner.eat('()') ? '()' : '';
  return { kind: 'child', name: name + called };
}

function isNameCharacter(character: string, surroundings: PathSurroundings): boolean {
  return !isSpace(character) && character !== '(' && !nameEnd[surroundings].includes(character);
}

function isVariableCharacter(character: string): boolean {
  return /[\p{L}\p{N}_]/u.test(character);
}
