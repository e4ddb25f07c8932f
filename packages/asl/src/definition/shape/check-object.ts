import { isJsonObject, type Json, type JsonObject } from '@edgestep/shared';

import type { ObjectShape, Shape, ShapeContext } from './shape.ts';
import { expectedType } from './value-shapes.ts';

/** An object of this shape, as the shape of a value. */
export function struct(shape: ObjectShape): Shape {
  return (value, context) => checkObject(value, shape, context);
}

/** Reports what is not a known field, what is in the wrong language, missing or of the wrong shape. */
export function checkObject(value: Json, shape: ObjectShape, context: ShapeContext): void {
  if (!isJsonObject(value)) {
    expectedType('OBJECT', context);
    return;
  }
  reportMissing(value, shape, context);
  for (const [name, member] of Object.entries(value)) checkField(name, member, shape, context);
  for (const rule of shape.rules ?? []) rule(value, context);
}

function reportMissing(source: JsonObject, shape: ObjectShape, context: ShapeContext): void {
  const missing = Object.entries(shape.fields)
    .filter(([name, field]) => field.required === true && !Object.hasOwn(source, name))
    .map(([name]) => name);
  if (missing.length > 0) {
    context.report(`These fields are required: [${missing.join(', ')}]`, context.location);
  }
}

function checkField(name: string, value: Json, shape: ObjectShape, context: ShapeContext): void {
  const place = `${context.location}/${name}`;
  const field = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
  if (field === undefined) {
    context.report(`Field '${name}' is not supported`, context.location, place);
  } else if (field.only !== undefined && field.only !== context.language) {
    if (context.checksLanguage)
      context.report(wrongLanguage(name, field.only, context), context.location, place);
  } else {
    field.shape(value, { ...context, location: place });
  }
}

function wrongLanguage(name: string, only: string, context: ShapeContext): string {
  return `The QueryLanguage is set to '${context.language}', but field '${name}' is only supported for the '${only}' QueryLanguage`;
}
