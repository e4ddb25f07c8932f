import { isSyntaxNode, nodesIn, type SyntaxNode } from './syntax-node.ts';

/** A reference that the States Language refuses. */
export interface RefusedReference {
  readonly message: string;
  readonly position: number;
}

/**
 * An expression of the States Language runs without a context item: a path that begins with a name, and `$$`, the
 * context itself, would always be nothing. AWS refuses both when it sees the definition, in these words.
 */
export function findRefusedReference(node: SyntaxNode, hasContext = false): RefusedReference | undefined {
  const refused = refuses(node, hasContext);
  if (refused !== undefined) return { message: refused, position: node.position ?? 0 };
  for (const [member, value] of Object.entries(node)) {
    for (const [place, child] of nodesIn(value).entries()) {
      const found = findRefusedReference(child, hasContext || givesContext(node, member, place));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function refuses(node: SyntaxNode, hasContext: boolean): string | undefined {
  if (node.type === 'variable' && node.value === '$') return "Reference to '$$' is not supported.";
  if (hasContext) return undefined;
  if (node.type === 'name') return `Reference to '${String(node.value)}' at the top level is not supported.`;
  if (node.type === 'wildcard') return "Reference to '*' at the top level is not supported.";
  if (node.type === 'descendant') return "Reference to '**' at the top level is not supported.";
  return undefined;
}

/** True for the parts of a node that are evaluated once for each item of another part. */
function givesContext(node: SyntaxNode, member: string, place: number): boolean {
  if (member === 'steps') return place > 0;
  if (member === 'predicate' || member === 'stages' || member === 'group' || member === 'terms') return true;
  return node.type === 'transform' && isSyntaxNode(node[member]);
}
