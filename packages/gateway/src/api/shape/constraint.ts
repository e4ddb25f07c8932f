import type { ChoiceShape, ListShape, NumberShape, Shape, TextShape } from './shape.ts';

/** A broken rule in AWS's words, for instance `Member must have length less than or equal to 80`. */
export type Constraint = string;

/** The rule of a required member, and of every element of a list. */
export const NOT_NULL: Constraint = 'Member must not be null';

/** The rules of its shape that a value breaks, in the order in which AWS names them. */
export function brokenConstraints(shape: Shape, value: unknown): readonly Constraint[] {
  switch (shape.kind) {
    case 'text':
      return brokenText(shape, value as string);
    case 'choice':
      return brokenChoice(shape, value as string);
    case 'number':
      return brokenNumber(shape, value as number);
    case 'list':
      return brokenLength(shape, (value as readonly unknown[]).length);
    case 'flag':
    case 'structure':
      return [];
  }
}

/** All rules of a string, in the order in which AWS lists them for the elements of a list. */
export function textConstraints(shape: TextShape): readonly Constraint[] {
  return [
    ...(shape.lengthMax === undefined ? [] : [lengthAtMost(shape.lengthMax)]),
    ...(shape.lengthMin === undefined ? [] : [lengthAtLeast(shape.lengthMin)]),
    ...(shape.pattern === undefined ? [] : [matches(shape.pattern.source)]),
  ];
}

function brokenText(shape: TextShape, value: string): readonly Constraint[] {
  const lengths = brokenLength(shape, value.length);
  if (shape.pattern === undefined || shape.pattern.expression.test(value)) return lengths;
  return [matches(shape.pattern.source), ...lengths];
}

function brokenChoice(shape: ChoiceShape, value: string): readonly Constraint[] {
  if (shape.values.includes(value)) return [];
  return [`Member must satisfy enum value set: [${shape.values.join(', ')}]`];
}

function brokenNumber(shape: NumberShape, value: number): readonly Constraint[] {
  if (shape.max !== undefined && value > shape.max) {
    return [`Member must have value less than or equal to ${shape.max}`];
  }
  if (shape.min !== undefined && value < shape.min) {
    return [`Member must have value greater than or equal to ${shape.min}`];
  }
  return [];
}

function brokenLength(
  limits: Pick<ListShape, 'lengthMin' | 'lengthMax'>,
  length: number,
): readonly Constraint[] {
  if (limits.lengthMax !== undefined && length > limits.lengthMax) return [lengthAtMost(limits.lengthMax)];
  if (limits.lengthMin !== undefined && length < limits.lengthMin) return [lengthAtLeast(limits.lengthMin)];
  return [];
}

function lengthAtMost(length: number): Constraint {
  return `Member must have length less than or equal to ${length}`;
}

function lengthAtLeast(length: number): Constraint {
  return `Member must have length greater than or equal to ${length}`;
}

function matches(pattern: string): Constraint {
  return `Member must satisfy regular expression pattern: ${pattern}`;
}
