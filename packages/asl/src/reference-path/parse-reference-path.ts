import { parsePath } from '../jsonpath/parse-path.ts';
import { TextScanner } from '../query/text-scanner.ts';
import { placeAt } from './place-at.ts';
import type { ReferencePath } from './reference-path.ts';

/**
 * Compiles the reference path of a ResultPath: `$`, or members and array positions below it, written with
 * dots or brackets. Throws QuerySyntaxError for anything that could name several places, and for another root.
 */
export function parseReferencePath(text: string): ReferencePath {
  const scanner = new TextScanner(text);
  const { root, segments } = parsePath(scanner, 'field');
  if (!scanner.atEnd) scanner.fail("'.' or '[' expected");
  if (root.kind !== 'input') scanner.fail("A reference path into the input begins with '$.'", 0);
  const steps = segments.map((segment) => {
    if (segment.kind === 'child') return segment.name;
    if (segment.kind === 'index' && segment.index >= 0) return segment.index;
    return scanner.fail('A reference path names one place, by members and positions alone', 0);
  });
  return { text, segments: steps, placeAt: (target, value) => placeAt(target, steps, 0, value) };
}
