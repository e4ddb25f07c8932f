/** A node of the syntax tree that `jsonata` answers for an expression. Its other members depend on the type. */
export interface SyntaxNode {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number;
  readonly [member: string]: unknown;
}

export function isSyntaxNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && !(value instanceof RegExp) && 'type' in value;
}

/** The nodes directly inside a member of a node, however they are wrapped in arrays and plain objects. */
export function nodesIn(member: unknown): readonly SyntaxNode[] {
  if (isSyntaxNode(member)) return [member];
  if (Array.isArray(member)) return member.flatMap(nodesIn);
  if (typeof member !== 'object' || member === null || member instanceof RegExp) return [];
  return Object.values(member).flatMap(nodesIn);
}
