import type {
  ChoiceShape,
  FlagShape,
  ListShape,
  MembersOf,
  NumberShape,
  RequiredShape,
  Shape,
  ShapeOf,
  StructureShape,
  TextShape,
} from './shape.ts';

/** A string between two lengths. */
export function text(constraints: Omit<TextShape, 'kind'> = {}): TextShape {
  return { kind: 'text', ...constraints };
}

/** One of a closed set of strings. */
export function choice<T extends string>(values: readonly T[]): ChoiceShape<T> {
  return { kind: 'choice', values };
}

/** A number between two values. */
export function number(
  type: NumberShape['type'],
  range: { readonly min?: number; readonly max?: number } = {},
): NumberShape {
  return { kind: 'number', type, ...range };
}

/** A boolean. */
export function flag(): FlagShape {
  return { kind: 'flag' };
}

/** A list of elements of one shape. */
export function list<T>(
  element: ShapeOf<T>,
  lengths: { readonly lengthMin?: number; readonly lengthMax?: number } = {},
): ListShape<T> {
  return { kind: 'list', element: element as Shape, ...lengths };
}

/** A member that must not be null. */
export function required<S extends Shape>(shape: S): RequiredShape<S> {
  return { required: shape };
}

/** A structure; the compiler holds its members against the properties of `T`. */
export function structure<T>(name: string, members: MembersOf<T>): StructureShape<T> {
  const entries = Object.entries<Shape | RequiredShape<Shape>>(
    members as Record<string, Shape | RequiredShape<Shape>>,
  );
  return {
    kind: 'structure',
    name,
    members: entries.map(([member, shape]) =>
      'required' in shape
        ? { name: member, shape: shape.required, required: true }
        : { name: member, shape, required: false },
    ),
  };
}
