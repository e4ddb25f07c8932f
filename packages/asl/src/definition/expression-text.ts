/** True for a string that JSONata states evaluate: `{% … %}`. */
export function isExpression(text: string): boolean {
  return text.startsWith('{%') && text.endsWith('%}') && text.length >= 4;
}

/** What stands between the delimiters of an expression. */
export function expressionBody(text: string): string {
  return text.slice(2, -2);
}
