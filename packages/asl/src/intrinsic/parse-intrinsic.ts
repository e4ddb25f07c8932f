import { ExactNumber } from '@edgestep/shared';
import { parsePath } from '../jsonpath/parse-path.ts';
import { intrinsicCallDepthMax } from '../limits/query-limits.ts';
import { isDigit, type TextScanner } from '../query/text-scanner.ts';
import { intrinsicFunctions, type IntrinsicName } from './intrinsic-functions.ts';
import type { ArgumentSyntax, CallSyntax } from './intrinsic-syntax.ts';

/** Reads `States.Name(argument, …)`, whose arguments may be calls again. */
export function parseIntrinsicCall(scanner: TextScanner, depth = 1): CallSyntax {
  if (depth > intrinsicCallDepthMax) scanner.fail(`Calls nest deeper than ${intrinsicCallDepthMax} levels`);
  const start = scanner.offset;
  scanner.expect('States.');
  const name = scanner.take((character) => /[A-Za-z0-9]/.test(character));
  if (!isIntrinsicName(name)) scanner.fail(`'States.${name}' is no intrinsic function; one expected`, start);
  scanner.skipSpaces();
  scanner.expect('(');
  const args = parseArguments(scanner, depth);
  const [fewest, most] = intrinsicFunctions[name].arity;
  if (args.length < fewest || args.length > most) {
    scanner.fail(`States.${name} takes ${arityText(fewest, most)}, not ${args.length};`, start);
  }
  return { kind: 'call', name, args };
}

function parseArguments(scanner: TextScanner, depth: number): readonly ArgumentSyntax[] {
  const args: ArgumentSyntax[] = [];
  scanner.skipSpaces();
  if (scanner.eat(')')) return args;
  do {
    scanner.skipSpaces();
    args.push(parseArgument(scanner, depth));
    scanner.skipSpaces();
  } while (scanner.eat(','));
  scanner.expect(')');
  return args;
}

function parseArgument(scanner: TextScanner, depth: number): ArgumentSyntax {
  const start = scanner.offset;
  const next = scanner.peek();
  if (next === "'") return parseText(scanner);
  if (next === '$') {
    const path = parsePath(scanner, 'argument');
    return { kind: 'path', path, text: scanner.text.slice(start, scanner.offset) };
  }
  if (scanner.startsWith('States.')) return parseIntrinsicCall(scanner, depth + 1);
  const word = scanner.take((character) => /[A-Za-z0-9+.-]/.test(character));
  if (word === 'true' || word === 'false') return { kind: 'literal', value: word === 'true' };
  if (word === 'null') return { kind: 'literal', value: null };
  const number = isDigit(word.charAt(0)) || word.startsWith('-') ? Number(word) : Number.NaN;
  if (Number.isFinite(number)) return { kind: 'literal', value: ExactNumber.of(word) ?? number };
  return scanner.fail("A path, a function, a number, a 'text', true, false or null expected", start);
}

/** The escapes of a text are `\'`, `\{`, `\}` and `\\`; AWS refuses a definition with any other. */
function parseText(scanner: TextScanner): ArgumentSyntax {
  const start = scanner.offset;
  scanner.expect("'");
  const template = [''];
  let value = '';
  for (;;) {
    if (scanner.atEnd) scanner.fail('The quote is not closed', start);
    if (scanner.eat("'")) return { kind: 'text', value, template };
    if (scanner.eat('{}')) {
      value += '{}';
      template.push('');
      continue;
    }
    if (scanner.eat('\\') && !"'{}\\".includes(scanner.peek() || ' ')) {
      scanner.fail("After \\, one of ' { } \\ expected");
    }
    value += scanner.peek();
    template[template.length - 1] += scanner.peek();
    scanner.offset++;
  }
}

function isIntrinsicName(name: string): name is IntrinsicName {
  return Object.hasOwn(intrinsicFunctions, name);
}

function arityText(fewest: number, most: number): string {
  const count =
    fewest === most
      ? `${fewest}`
      : most === Number.POSITIVE_INFINITY
        ? `at least ${fewest}`
        : `${fewest} to ${most}`;
  return `${count} ${count === '1' || count === 'at least 1' ? 'argument' : 'arguments'}`;
}
