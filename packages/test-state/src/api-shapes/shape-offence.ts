import { doubleOf, isJsonArray, isJsonObject, type Json, type JsonObject } from '@edgestep/shared';

import type { AnswerShape, ApiShape } from './api-shapes.ts';

/** How strictly a mocked result is held to the shape of the answer. */
export type FieldValidation = 'STRICT' | 'PRESENT';

/**
 * The first thing in a mocked result that the operation would not answer, in the service's words; undefined when it
 * could have. Members that the API does not know pass. `STRICT` asks for the required members, too.
 */
export function shapeOffence(
  result: Json,
  answer: AnswerShape,
  validation: FieldValidation,
): string | undefined {
  const check = { shapes: answer.shapes, isStrict: validation === 'STRICT' };
  const shape = answer.shapes[answer.root];
  if (shape?.type !== 'structure' || !isJsonObject(result)) return offence(check, undefined, shape, result);
  return structureOffence(check, shape, result, answer.free);
}

interface Check {
  readonly shapes: AnswerShape['shapes'];
  readonly isStrict: boolean;
}

function offence(
  check: Check,
  field: string | undefined,
  shape: ApiShape | undefined,
  value: Json,
): string | undefined {
  const refuse = (words: string) => (field === undefined ? `Result ${words}` : `Field '${field}' ${words}`);
  switch (shape?.type) {
    case undefined:
      return undefined;
    case 'structure':
      return isJsonObject(value) ? structureOffence(check, shape, value, []) : refuse('must be an object');
    case 'map':
      return isJsonObject(value)
        ? first(Object.values(value), (each) => offence(check, field, check.shapes[shape.value], each))
        : refuse('must be an object');
    case 'list':
      if (!isJsonArray(value)) return refuse('must be an array');
      return (
        lengthOffence(shape, value.length, refuse) ??
        first(value, (each) => offence(check, field, check.shapes[shape.member], each))
      );
    case 'string':
      return typeof value === 'string' ? textOffence(shape, value, refuse) : refuse('must be a string');
    case 'number': {
      const number = doubleOf(value);
      return number === undefined ? refuse('must be a number') : rangeOffence(shape, number, refuse);
    }
    case 'boolean':
      return typeof value === 'boolean' ? undefined : refuse('must be a boolean');
  }
}

function structureOffence(
  check: Check,
  { members, required = [] }: Extract<ApiShape, { type: 'structure' }>,
  value: JsonObject,
  free: readonly string[],
): string | undefined {
  const missing = required.find((name) => (value[name] ?? null) === null);
  if (check.isStrict && missing !== undefined) return `Required field '${missing}' is missing`;
  return first(Object.entries(value), ([name, member]) => {
    if (!Object.hasOwn(members, name) || free.includes(name) || member === null) return undefined;
    return offence(check, name, check.shapes[members[name] ?? ''], member);
  });
}

type Refuse = (words: string) => string;

function textOffence(
  shape: Extract<ApiShape, { type: 'string' }>,
  text: string,
  refuse: Refuse,
): string | undefined {
  if (shape.enum !== undefined && !shape.enum.includes(text)) return refuse('is not an expected value');
  return lengthOffence(shape, text.length, refuse);
}

function lengthOffence(
  { min, max }: { readonly min?: number; readonly max?: number },
  length: number,
  refuse: Refuse,
): string | undefined {
  if (min !== undefined && length < min) return refuse('is smaller than the minimum length');
  return max !== undefined && length > max ? refuse('exceeds the maximum length') : undefined;
}

function rangeOffence(
  { min, max }: { readonly min?: number; readonly max?: number },
  value: number,
  refuse: Refuse,
): string | undefined {
  if (min !== undefined && value < min) return refuse('is less than the minimum value');
  return max !== undefined && value > max ? refuse('exceeds the maximum value') : undefined;
}

function first<T>(values: readonly T[], find: (value: T) => string | undefined): string | undefined {
  for (const value of values) {
    const found = find(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
