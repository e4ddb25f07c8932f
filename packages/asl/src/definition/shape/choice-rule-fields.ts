import type { JsonObject } from '@edgestep/shared';

import { choiceOperators } from '../../choice/choice-operators.ts';
import { checkObject, struct } from './check-object.ts';
import {
  jsonataOnly,
  jsonPathOnly,
  optional,
  required,
  type FieldShape,
  type ObjectShape,
  type Shape,
  type ShapeContext,
} from './shape.ts';
import {
  anyNumber,
  anyObject,
  anything,
  boolean,
  expression,
  list,
  text,
  timestamp,
} from './value-shapes.ts';

const operatorNames = Object.keys(choiceOperators);

/** The fields of which a rule has exactly one. */
const heads = ['And', 'Or', 'Not', 'Variable', 'Condition'];

const nestedRule: Shape = (value, context) => checkObject(value, nestedRuleShape, context);

const condition: Shape = (value, context) => {
  if (typeof value !== 'boolean') expression(value, context);
};

const tests: Readonly<Record<string, FieldShape>> = {
  Comment: optional(text),
  Condition: jsonataOnly(condition),
  And: jsonPathOnly(list(nestedRule)),
  Or: jsonPathOnly(list(nestedRule)),
  Not: jsonPathOnly(nestedRule),
  Variable: jsonPathOnly(text),
  ...Object.fromEntries(operatorNames.map((name) => [name, jsonPathOnly(operandShape(name))])),
};

const nestedRuleShape = { fields: tests, rules: [hasOneTest] };

/** An entry of Choices. */
export const choiceRuleShape: ObjectShape = {
  fields: { Next: required(text), Assign: optional(anyObject), Output: jsonataOnly(anything), ...tests },
  rules: [hasOneTest],
};

/** Checks an entry of Choices. */
export const choiceRule = struct(choiceRuleShape);

/** What an operator compares with follows from its name. */
function operandShape(operator: string): Shape {
  if (operator.endsWith('Path') || operator.startsWith('String')) return text;
  if (operator.startsWith('Timestamp')) return timestamp;
  return operator.startsWith('Numeric') ? anyNumber : boolean;
}

function hasOneTest(source: JsonObject, context: ShapeContext): void {
  const found = heads.filter((name) => Object.hasOwn(source, name));
  if (found.length !== 1) {
    const expected = heads.join(', ');
    context.report(`The object must have only one of the following fields, [${expected}]`, context.location);
  } else if (context.language === 'JSONPath') {
    hasOneOperator(source, context);
  }
}

function hasOneOperator(source: JsonObject, context: ShapeContext): void {
  const found = operatorNames.filter((name) => Object.hasOwn(source, name));
  const expected = Object.hasOwn(source, 'Variable') ? 1 : 0;
  if (found.length === expected) return;
  const message =
    found.length < expected
      ? 'This object should have only one of the following fields'
      : 'There should only be one of the following fields';
  context.report(`${message}: [${operatorNames.join(', ')}]`, context.location);
}
