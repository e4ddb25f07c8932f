import { compileIntrinsic, isIntrinsicText } from '../intrinsic/compile-intrinsic.ts';
import { compilePath } from '../jsonpath/compile-path.ts';
import type { SyncTemplate } from '../query/template.ts';

/**
 * Compiles a field that holds a path or a call of an intrinsic function: ErrorPath, CausePath, …
 * Throws QuerySyntaxError. A path that leads nowhere fails as it does in InputPath.
 */
export function compileQueryText(text: string): SyncTemplate {
  if (isIntrinsicText(text)) return compileIntrinsic(text);
  const path = compilePath(text);
  const variables = path.root.kind === 'variable' ? [path.root.name] : [];
  return { kind: 'sync', variables, evaluate: (scope) => path.evaluate(scope) };
}
