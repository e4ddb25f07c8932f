import jsonata from 'jsonata';

import { compileExpression } from '../jsonata/compile-expression.ts';
import { expressionOf } from '../jsonata/expression-text.ts';
import { scanExpression } from '../jsonata/scan-expression.ts';
import type { SyntaxNode } from '../jsonata/syntax-node.ts';
import { QuerySyntaxError } from '../query/query-syntax-error.ts';

/** What an expression says of itself, or why it can't be one. */
export type ExpressionSyntax =
  | { readonly kind: 'accepted'; readonly variables: readonly string[]; readonly readsErrorOutput: boolean }
  /** It is no JSONata, or JSONata that the States Language has no use for. */
  | { readonly kind: 'invalid' | 'unsupported'; readonly message: string };

/** Looks at a text with its delimiters; undefined for a text without. Never throws. */
export function readExpression(text: string): ExpressionSyntax | undefined {
  const source = expressionOf(text);
  if (source === undefined) return undefined;
  try {
    const { variables } = compileExpression(source, text);
    return { kind: 'accepted', variables, readsErrorOutput: readsErrorOutput(source.expression) };
  } catch (error) {
    if (!(error instanceof QuerySyntaxError)) throw error;
    return { kind: error.unsupported ? 'unsupported' : 'invalid', message: error.message };
  }
}

function readsErrorOutput(expression: string): boolean {
  if (!expression.includes('errorOutput')) return false;
  const root = jsonata(expression).ast() as unknown as SyntaxNode;
  return scanExpression(root).statesMembers?.has('errorOutput') ?? false;
}
