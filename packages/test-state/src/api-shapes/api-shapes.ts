/** The shape of a value in the answer of a service. Shapes refer to each other by name, also in circles. */
export type ApiShape =
  | {
      readonly type: 'structure';
      /** The shape of each member, by the name that Step Functions gives it. */
      readonly members: Readonly<Record<string, string>>;
      readonly required?: readonly string[];
    }
  | { readonly type: 'list'; readonly member: string; readonly min?: number; readonly max?: number }
  | { readonly type: 'map'; readonly value: string }
  | {
      readonly type: 'string';
      readonly enum?: readonly string[];
      readonly min?: number;
      readonly max?: number;
    }
  | { readonly type: 'number'; readonly min?: number; readonly max?: number }
  | { readonly type: 'boolean' };

/** What the operations of one service answer (data/<service>.json). */
export interface ServiceShapes {
  /** The shape of each operation's answer. */
  readonly operations: Readonly<Record<string, string>>;
  readonly shapes: Readonly<Record<string, ApiShape>>;
}

/** What one operation answers. */
export interface AnswerShape {
  readonly root: string;
  readonly shapes: ServiceShapes['shapes'];
  /** Members of the root that an integration of Step Functions has in a form of its own. */
  readonly free: readonly string[];
}
