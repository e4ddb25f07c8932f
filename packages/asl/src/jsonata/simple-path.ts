import { isJsonArray, isJsonObject, type Json } from '@edgestep/shared';

import { ownProperty } from '../query/own-property.ts';
import type { Scope } from '../query/scope.ts';

/** A path whose steps are all names: `$states.input.order.id`, `$total.sum`. */
export interface SimplePath {
  readonly variable: string;
  readonly steps: readonly string[];
}

const pattern = /^\$([A-Za-z_]\w*)((?:\.[A-Za-z_]\w*)*)$/;

/** Words that are no names behind a dot. */
const reserved: ReadonlySet<string> = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function']);

/** The path, when the expression is one. Most expressions of most definitions are. */
export function parseSimplePath(expression: string): SimplePath | undefined {
  const match = pattern.exec(expression);
  if (match === null) return undefined;
  const steps = (match[2] as string).split('.').slice(1);
  return steps.some((step) => reserved.has(step)) ? undefined : { variable: match[1] as string, steps };
}

/** The answer that only jsonata can give: an array on the way means the paths of its elements. */
export const needsJsonata: unique symbol = Symbol('needsJsonata');

/** Reads a simple path without jsonata, as long as only objects lie on the way. Undefined for nothing. */
export function readSimplePath(path: SimplePath, scope: Scope): Json | undefined | typeof needsJsonata {
  let value: Json | undefined;
  let place = 0;
  if (path.variable === 'states') {
    const [first] = path.steps;
    if (first === undefined) return needsJsonata;
    value = statesMember(scope, first);
    place = 1;
  } else {
    value = scope.variables.lookup(path.variable);
    // Nothing by that name: it may be a function.
    if (value === undefined) return needsJsonata;
  }
  for (; place < path.steps.length; place++) {
    if (isJsonArray(value)) return needsJsonata;
    if (!isJsonObject(value)) return undefined;
    value = ownProperty(value, path.steps[place] as string);
  }
  return value;
}

/** A member of `$states`. */
export function statesMember(scope: Scope, name: string): Json | undefined {
  switch (name) {
    case 'input':
      return scope.input;
    case 'context':
      return scope.context;
    case 'result':
      return scope.result;
    case 'errorOutput':
      return scope.errorOutput;
    default:
      return undefined;
  }
}
