/**
 * How deep an expression may nest `?:` and `??` within left operands. JSONata's parser processes a left operand twice,
 * so every level doubles its work: twenty levels take seconds, forty would never end.
 */
export const defaultOperatorDepthMax = 10;

/**
 * How deep `?:` and `??` nest in an expression, counted by the brackets around them: a chain (`a ?? b ?? c`) and the
 * members of an object count once. It reads tokens as JSONata does, since a bracket in a string or in a regular
 * expression is none; a text that is no JSONata gives some number.
 */
export function defaultOperatorDepth(expression: string): number {
  const scan = new Scan();
  tokenPattern.lastIndex = 0;
  for (let match = tokenPattern.exec(expression); match !== null; match = tokenPattern.exec(expression)) {
    const token = match[1] ?? '';
    if (token === '/' && scan.expectsOperand) {
      tokenPattern.lastIndex = regexEnd(expression, tokenPattern.lastIndex);
    }
    scan.take(token);
  }
  return scan.depth();
}

interface Level {
  /** The depth within the deepest brackets that were closed here. */
  inside: number;
  operators: 0 | 1;
  /** Transforms (`|pattern|update|`) that are open here, by their bars so far. */
  readonly bars: number[];
}

class Scan {
  /** True where an operand has to follow, and `/` begins a regular expression. */
  expectsOperand = true;
  readonly #levels: Level[] = [newLevel()];

  take(token: string): void {
    const operandWasExpected = this.expectsOperand;
    this.expectsOperand = !operandWasExpected;
    if ('([{'.includes(token)) {
      this.#levels.push(newLevel());
      this.expectsOperand = true;
    } else if (')]}'.includes(token)) {
      this.#close();
      this.expectsOperand = false;
    } else if (token === '|') {
      this.expectsOperand = this.#takeBar(operandWasExpected);
    } else if (token === '?:' || token === '??') {
      this.#level().operators = 1;
      this.expectsOperand = true;
    } else if (endsOperand(token, operandWasExpected)) {
      this.expectsOperand = false;
    } else {
      this.expectsOperand = true;
    }
  }

  depth(): number {
    while (this.#levels.length > 1) this.#close();
    return depthOf(this.#level());
  }

  #level(): Level {
    return this.#levels.at(-1) ?? newLevel();
  }

  #close(): void {
    if (this.#levels.length === 1) return;
    const depth = depthOf(this.#level());
    this.#levels.pop();
    const around = this.#level();
    around.inside = Math.max(around.inside, depth);
  }

  /** Answers whether an operand follows: after the last of three bars it does not. */
  #takeBar(opens: boolean): boolean {
    const { bars } = this.#level();
    if (opens || bars.length === 0) {
      bars.push(1);
      return true;
    }
    const count = (bars.pop() ?? 0) + 1;
    if (count < 3) bars.push(count);
    return count < 3;
  }
}

function newLevel(): Level {
  return { inside: 0, operators: 0, bars: [] };
}

function depthOf(level: Level): number {
  return level.inside + level.operators;
}

/** Literals, names, and the operators that stand for a value where one is expected: `*`, `**`, `%`, `?`, a regex. */
function endsOperand(token: string, operandWasExpected: boolean): boolean {
  if (/^(?:and|or|in)$/.test(token)) return operandWasExpected;
  if (/^[\w$"'`\u0080-\uffff]/.test(token)) return true;
  return operandWasExpected && ['*', '**', '%', '?', '/'].includes(token);
}

/** Where a regular expression that begins at `start` ends: behind the next `/` that is outside of brackets. */
function regexEnd(text: string, start: number): number {
  let depth = 0;
  for (let offset = start; offset < text.length; offset += 1) {
    const character = text.charAt(offset);
    if (character === '/' && depth === 0 && !isEscaped(text, offset)) return offset + 1;
    if ('([{'.includes(character) && text.charAt(offset - 1) !== '\\') depth += 1;
    if (')]}'.includes(character) && text.charAt(offset - 1) !== '\\') depth -= 1;
  }
  return text.length;
}

function isEscaped(text: string, offset: number): boolean {
  let backslashes = 0;
  while (text.charAt(offset - backslashes - 1) === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

/** Comments and white space lie between tokens. An unclosed string or comment ends the expression anyway. */
const tokenPattern =
  /(?:\s|\/\*[\s\S]*?\*\/)*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|\d+(?:\.\d+)?|[\w$\u0080-\uffff]+|\.\.|:=|!=|>=|<=|\*\*|~>|\?:|\?\?|.)/gs;
