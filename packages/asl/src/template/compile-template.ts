import { ExactNumber, isJsonArray, type Json, type JsonObject } from '@edgestep/shared';

import { valueDepthMax } from '../limits/query-limits.ts';
import { isInheritedName, setOwnProperty } from '../query/own-property.ts';
import { QuerySyntaxError } from '../query/query-syntax-error.ts';
import type { Scope } from '../query/scope.ts';
import type { SyncTemplate } from '../query/template.ts';
import { compileTemplateField } from './compile-template-field.ts';

/**
 * Compiles a payload template of a JSONPath state: Parameters, ResultSelector, ItemSelector, Assign, BatchInput.
 * A field `"name.$"` at any depth, inside arrays too, is replaced by `name` with the value that its path or
 * intrinsic function gives; all else stays as it is written. Parts without such a field are answered by identity.
 *
 * Throws QuerySyntaxError when a `.$` field holds no string, no path and no call, or doubles another field.
 */
export function compileTemplate(template: Json): SyncTemplate {
  const variables = new Set<string>();
  const evaluate = compilePart(template, variables, 0) ?? (() => template);
  return { kind: 'sync', variables: [...variables], evaluate };
}

type Evaluator = (scope: Scope) => Json;

/** Undefined for a part that is constant. */
function compilePart(part: Json, variables: Set<string>, depth: number): Evaluator | undefined {
  if (typeof part !== 'object' || part === null) return undefined;
  if (depth > valueDepthMax)
    throw new QuerySyntaxError(`A template nests deeper than ${valueDepthMax} levels`, '', 0);
  if (part instanceof ExactNumber) return undefined;
  if (isJsonArray(part)) return compileItems(part, variables, depth + 1);
  return compileFields(part as JsonObject, variables, depth + 1);
}

function compileItems(items: readonly Json[], variables: Set<string>, depth: number): Evaluator | undefined {
  const evaluators = items.map((item) => compilePart(item, variables, depth));
  if (evaluators.every((evaluator) => evaluator === undefined)) return undefined;
  return (scope) => items.map((item, index) => evaluators[index]?.(scope) ?? item);
}

interface Field {
  readonly name: string;
  readonly value: Json;
  readonly evaluate: Evaluator | undefined;
}

function compileFields(object: JsonObject, variables: Set<string>, depth: number): Evaluator | undefined {
  const fields = Object.keys(object).map((key) => compileField(object, key, variables, depth));
  if (fields.every(({ name, evaluate }) => evaluate === undefined && name in object)) return undefined;
  if (fields.some(({ name }) => isInheritedName(name))) {
    return (scope) => {
      const result: Record<string, Json> = {};
      for (const { name, value, evaluate } of fields)
        setOwnProperty(result, name, evaluate?.(scope) ?? value);
      return result;
    };
  }
  return (scope) => {
    const result: Record<string, Json> = {};
    for (const field of fields) {
      result[field.name] = field.evaluate === undefined ? field.value : field.evaluate(scope);
    }
    return result;
  };
}

function compileField(object: JsonObject, key: string, variables: Set<string>, depth: number): Field {
  const value = object[key] as Json;
  if (!key.endsWith('.$')) return { name: key, value, evaluate: compilePart(value, variables, depth) };
  const name = key.slice(0, -2);
  if (typeof value !== 'string') throw new QuerySyntaxError(`The value of '${key}' is not a string`, key, 0);
  if (Object.hasOwn(object, name))
    throw new QuerySyntaxError(`'${key}' and '${name}' name the same field`, key, 0);
  const field = compileTemplateField(key, value);
  for (const variable of field.variables) variables.add(variable);
  return { name, value, evaluate: field.evaluate };
}
