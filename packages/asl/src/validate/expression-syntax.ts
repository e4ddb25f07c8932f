import { compileExpression } from '../jsonata/compile-expression.ts';
import { expressionOf } from '../jsonata/expression-text.ts';
import { QuerySyntaxError } from '../query/query-syntax-error.ts';

/** What an expression says of itself, or why it can't be one. */
export type ExpressionSyntax =
  | {
      readonly kind: 'accepted';
      readonly variables: readonly string[];
      /** The members of `$states` that it names, as far as it names them. */
      readonly statesMembers: readonly string[];
    }
  /** It is no JSONata, or JSONata that the States Language has no use for. */
  | { readonly kind: 'invalid' | 'unsupported'; readonly message: string };

/** Looks at a text with its delimiters; undefined for a text without. Never throws. */
export function readExpression(text: string): ExpressionSyntax | undefined {
  const source = expressionOf(text);
  if (source === undefined) return undefined;
  try {
    const { variables, statesMembers } = compileExpression(source, text);
    return { kind: 'accepted', variables, statesMembers: [...(statesMembers ?? [])] };
  } catch (error) {
    if (!(error instanceof QuerySyntaxError)) throw error;
    return { kind: error.unsupported ? 'unsupported' : 'invalid', message: error.message };
  }
}
