/**
 * What a request may hold, as data: the constraints of the public AWS service model
 * (`stepfunctions/2016-11-23`). `readRequest` interprets a shape; nothing else does.
 */
export type Shape = TextShape | ChoiceShape | NumberShape | FlagShape | ListShape | StructureShape;

/** A JSON string; lengths in UTF-16 code units. A sensitive value is never repeated in an error text. */
export interface TextShape {
  readonly kind: 'text';
  readonly lengthMin?: number;
  readonly lengthMax?: number;
  readonly pattern?: TextPattern;
  readonly sensitive?: boolean;
}

/** A pattern: `source` as AWS prints it in an error text, `expression` as this runtime tests it. */
interface TextPattern {
  readonly source: string;
  readonly expression: RegExp;
}

/** A JSON string out of a closed set, in the order in which AWS lists it in an error text. */
export interface ChoiceShape<T extends string = string> {
  readonly kind: 'choice';
  readonly values: readonly T[];
}

/** A JSON number. `Integer` and `Long` drop a fraction, as AWS does. */
export interface NumberShape {
  readonly kind: 'number';
  readonly type: 'Integer' | 'Long' | 'Float';
  readonly min?: number;
  readonly max?: number;
}

/** `true` or `false`. */
export interface FlagShape {
  readonly kind: 'flag';
}

/** A JSON array of elements of one shape. */
export interface ListShape<T = unknown> {
  readonly kind: 'list';
  readonly element: Shape;
  readonly lengthMin?: number;
  readonly lengthMax?: number;
  /** Carries the element type for the compiler only. */
  readonly of?: T;
}

/** A JSON object with known members; members that it does not know are ignored, as AWS does. */
export interface StructureShape<T = unknown> {
  readonly kind: 'structure';
  /** The name in the service model: AWS prints structures in error texts as `Name(member=value, …)`. */
  readonly name: string;
  readonly members: readonly Member[];
  /** Carries the interface for the compiler only. */
  readonly of?: T;
}

/** One member of a structure. */
export interface Member {
  readonly name: string;
  readonly shape: Shape;
  readonly required: boolean;
}

/** The shape that describes values of type `T`. */
export type ShapeOf<T> = [T] extends [string]
  ? string extends T
    ? TextShape
    : ChoiceShape<T>
  : [T] extends [number]
    ? NumberShape
    : [T] extends [boolean]
      ? FlagShape
      : [T] extends [readonly (infer I)[]]
        ? ListShape<I>
        : StructureShape<T>;

/** The members of a structure, each with the shape and the optionality of its property in `T`. */
export type MembersOf<T> = {
  readonly [K in keyof T]-?: object extends Pick<T, K>
    ? ShapeOf<Exclude<T[K], undefined>>
    : RequiredShape<ShapeOf<T[K]>>;
};

/** Marks a member that must not be null. */
export interface RequiredShape<S> {
  readonly required: S;
}
