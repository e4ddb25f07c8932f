import { doubleOf, isJsonArray, isJsonNumber, isJsonObject } from '@edgestep/shared';

import { isExpression } from '../expression-text.ts';
import { parseTimestamp } from '../../timestamp/parse-timestamp.ts';
import type { Shape, ShapeContext } from './shape.ts';

/** Any JSON value. */
export const anything: Shape = () => {};

export const text: Shape = (value, context) => {
  if (typeof value !== 'string') expectedType('STRING', context);
};

/** A path that may be `null`: InputPath, ResultPath, OutputPath. */
export const textOrNull: Shape = (value, context) => {
  if (typeof value !== 'string' && value !== null) expectedType('STRING, NULL', context);
};

export const boolean: Shape = (value, context) => {
  if (typeof value !== 'boolean') expectedType('BOOLEAN', context);
};

export const anyObject: Shape = (value, context) => {
  if (!isJsonObject(value)) expectedType('OBJECT', context);
};

export const anyNumber: Shape = (value, context) => {
  if (!isJsonNumber(value)) expectedType('NUMBER', context);
};

/** The bounds of a number, both inclusive. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** A whole number; `1.0` is one. */
export function integer(bounds: Bounds): Shape {
  return (value, context) => {
    const number = doubleOf(value);
    if (number === undefined || !Number.isInteger(number))
      context.report('Expected value of type Integer', context.location);
    else checkBounds(number, bounds, String, context);
  };
}

/** A number that may have a fraction. */
export function decimal(bounds: Bounds): Shape {
  return (value, context) => {
    const number = doubleOf(value);
    if (number === undefined) expectedType('NUMBER', context);
    else checkBounds(number, bounds, (bound) => bound.toFixed(1), context);
  };
}

/** One of these texts. */
export function choice(values: readonly string[]): Shape {
  return (value, context) => {
    if (typeof value !== 'string') expectedType('STRING', context);
    else if (!values.includes(value)) {
      context.report(`Value should be one of the following: [${values.join(', ')}]`, context.location);
    }
  };
}

/** An array of such values. */
export function list(element: Shape, { mayBeEmpty = false } = {}): Shape {
  return (value, context) => {
    if (!isJsonArray(value)) expectedType('ARRAY', context);
    else if (value.length === 0 && !mayBeEmpty) context.report('Value cannot be empty', context.location);
    else {
      for (const [index, each] of value.entries()) {
        element(each, { ...context, location: `${context.location}[${index}]` });
      }
    }
  };
}

/** A timestamp as the language writes it. */
export const timestamp: Shape = (value, context) => {
  if (typeof value !== 'string') expectedType('STRING', context);
  else if (parseTimestamp(value) === undefined) {
    context.report('String does not match RFC3339 timestamp', context.location);
  }
};

/** In JSONata any string is an expression that gives such a value; elsewhere it is the value itself. */
export function orExpression(shape: Shape): Shape {
  return (value, context) => {
    if (context.language === 'JSONata' && typeof value === 'string') expression(value, context);
    else shape(value, context);
  };
}

/** A JSONata expression with its delimiters. */
export const expression: Shape = (value, context) => {
  if (typeof value !== 'string') expectedType('STRING', context);
  else if (!isExpression(value)) {
    context.report('JSONata string must start with {% and end with %}', context.location);
  }
};

/** Reports that a value has none of the expected JSON types. */
export function expectedType(types: string, context: ShapeContext): void {
  context.report(`Expected value of type [${types}]`, context.location);
}

function checkBounds(
  value: number,
  { min, max }: Bounds,
  print: (bound: number) => string,
  context: ShapeContext,
): void {
  if (min !== undefined && value < min) context.report(`Minimum value is ${print(min)}`, context.location);
  if (max !== undefined && value > max) context.report(`Maximum value is ${print(max)}`, context.location);
}
