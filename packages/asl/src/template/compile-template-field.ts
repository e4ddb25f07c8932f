import type { Json } from '@edgestep/shared';

import { compileIntrinsic, isIntrinsicText } from '../intrinsic/compile-intrinsic.ts';
import { compilePath } from '../jsonpath/compile-path.ts';
import type { CompiledPath } from '../jsonpath/compiled-path.ts';
import { jsonText } from '../query/json-text.ts';
import { QueryFailure } from '../query/query-failure.ts';
import type { Scope } from '../query/scope.ts';
import type { SyncTemplate } from '../query/template.ts';

/**
 * Compiles the value of a template's field whose name ends with `.$`: a path or a call of an intrinsic function.
 * `name` is the field's name with the `.$`, for the cause. Throws QuerySyntaxError.
 */
export function compileTemplateField(name: string, text: string): SyncTemplate {
  if (isIntrinsicText(text)) return compileIntrinsic(text);
  const path = compilePath(text);
  const variables = path.root.kind === 'variable' ? [path.root.name] : [];
  return { kind: 'sync', variables, evaluate: (scope) => path.read(scope) ?? missing(name, path, scope) };
}

function missing(name: string, path: CompiledPath, scope: Scope): Json {
  const value = path.read(scope);
  if (value === null || path.endsOutsideArray(scope)) return null;
  throw new QueryFailure(
    'States.Runtime',
    `The JSONPath '${path.shownText}' specified for the field '${name}' could not be found in the input ` +
      `'${jsonText(searched(path, scope))}'`,
  );
}

function searched(path: CompiledPath, scope: Scope): Json {
  switch (path.root.kind) {
    case 'input':
      return scope.input;
    case 'context':
      return scope.context;
    case 'variable':
      return scope.variables.lookup(path.root.name) ?? scope.input;
  }
}
