import type { Json } from '@edgestep/shared';

/**
 * A field of a state that a query language reads: what kind of query it holds, as written, and where.
 * Whoever wants to know something about all queries of a state looks at these alone.
 */
export type QueryField = PathField | TemplateField | ExpressionField;

/** JSONPath: a field that holds one path. */
export interface PathField {
  readonly kind: PathKind;
  readonly text: string;
  readonly location: string;
}

export type PathKind =
  /** InputPath, OutputPath: any path, the context object's included. */
  | 'path'
  /** ItemsPath: a path that names one place, the context object's included. */
  | 'itemsPath'
  /** `…SecondsPath`, `MaxConcurrencyPath`, …: a path that names one place in the input or a variable. */
  | 'referencePath'
  /** ResultPath: a place in the input. */
  | 'resultPath'
  /** ErrorPath, CausePath, `RoleArn.$`: a path or a call of an intrinsic function. */
  | 'pathOrCall'
  /** Variable and the `…Path` operands of a choice rule. */
  | 'choicePath';

/** JSONPath: a payload template, with paths and calls under the names that end with `.$`. */
interface TemplateField {
  readonly kind: 'template';
  readonly value: Json;
  readonly location: string;
}

/** What `$states` tells of how a state's work ended: `result` when it went well, `errorOutput` in a catcher. */
export type OutcomeMember = 'result' | 'errorOutput';

/** JSONata: any JSON with expressions in it. */
export interface ExpressionField {
  readonly kind: 'expression';
  readonly value: Json;
  readonly location: string;
  /** What `$states` holds here beside the input and the context. */
  readonly outcome: OutcomeMember | undefined;
}
