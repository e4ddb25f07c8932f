import { expressionBody, isExpression } from '../definition/expression-text.ts';

/** The text of an expression between `{%` and `%}`. */
export interface ExpressionText {
  /** Without the delimiters and the white space inside them. */
  readonly expression: string;
  /** Where it begins in the text with delimiters. */
  readonly offset: number;
}

/** The expression of a text that is one: the delimiters must be the very first and last characters. */
export function expressionOf(text: string): ExpressionText | undefined {
  if (!isExpression(text)) return undefined;
  const body = expressionBody(text);
  const expression = body.trim();
  return { expression, offset: 2 + body.indexOf(expression) };
}
