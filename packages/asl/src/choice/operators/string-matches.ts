import { TextScanner } from '../../query/text-scanner.ts';
import { needValue, refuseOperand, type OperatorCompiler } from '../choice-operator.ts';

/** The Variable is a text that the pattern fits: `*` stands for any text, `\*` and `\\` for the character itself. */
export const StringMatches: OperatorCompiler = (operand) => {
  if (typeof operand !== 'string') return refuseOperand(operand, 'a string');
  const matches = compilePattern(operand);
  return {
    test(value, variable) {
      const text = needValue(value, variable);
      return typeof text === 'string' && matches(text);
    },
  };
};

function compilePattern(pattern: string): (text: string) => boolean {
  const literals = literalsOf(pattern);
  const first = literals[0] as string;
  if (literals.length === 1) return (text) => text === first;
  const last = literals.at(-1) as string;
  const between = literals.slice(1, -1);
  return (text) => {
    const end = text.length - last.length;
    if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return false;
    let from = first.length;
    // The leftmost place for each literal leaves the most room for those that follow.
    for (const literal of between) {
      const found = text.indexOf(literal, from);
      if (found === -1 || found + literal.length > end) return false;
      from = found + literal.length;
    }
    return true;
  };
}

/** What stands between the stars, unescaped. */
function literalsOf(pattern: string): readonly string[] {
  const scanner = new TextScanner(pattern);
  const literals = [''];
  while (!scanner.atEnd) {
    if (scanner.eat('*')) {
      literals.push('');
      continue;
    }
    if (scanner.eat('\\') && !scanner.startsWith('*') && !scanner.startsWith('\\')) {
      scanner.fail("After \\, '*' or '\\' expected");
    }
    literals[literals.length - 1] += scanner.peek();
    scanner.offset++;
  }
  return literals;
}
