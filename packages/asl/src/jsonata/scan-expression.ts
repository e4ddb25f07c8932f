import { isSyntaxNode, nodesIn, type SyntaxNode } from './syntax-node.ts';

/** What an expression says of itself before it runs. */
export interface ExpressionScan {
  /** Every name behind a `$` that the expression does not bind itself, functions and `states` included. */
  readonly names: readonly string[];
  /** The members of `$states` that it reads; undefined when it may read any. */
  readonly statesMembers: ReadonlySet<string> | undefined;
  readonly regexes: readonly { readonly regex: RegExp; readonly position: number }[];
  /** It constructs objects from the elements of a path, which jsonata does in place where there are none. */
  readonly groupsElements: boolean;
}

/** Walks the syntax tree once. */
export function scanExpression(root: SyntaxNode): ExpressionScan {
  const scan = new Scanner();
  scan.visit(root, false);
  return {
    names: [...scan.used].filter((name) => !scan.bound.has(name)),
    statesMembers: scan.readsAnyState ? undefined : scan.statesMembers,
    regexes: scan.regexes,
    groupsElements: scan.groupsElements,
  };
}

class Scanner {
  readonly used = new Set<string>();
  readonly bound = new Set<string>();
  readonly statesMembers = new Set<string>();
  readonly regexes: { regex: RegExp; position: number }[] = [];
  readsAnyState = false;
  groupsElements = false;

  visit(node: SyntaxNode, insideStep: boolean): void {
    if (node.type === 'variable') this.#use(node);
    if (node.type === 'regex' && node.value instanceof RegExp) {
      this.regexes.push({ regex: node.value, position: node.position ?? 0 });
    }
    if ('group' in node || (insideStep && node.type === 'unary' && node.value === '{'))
      this.groupsElements = true;
    this.#bind(node);
    if (node.type === 'path') this.#visitPath(node, insideStep);
    else this.#visitMembers(node, insideStep);
  }

  #visitPath(node: SyntaxNode, insideStep: boolean): void {
    const [first, second, ...rest] = node['steps'] as readonly SyntaxNode[];
    if (isStates(first) && second?.type === 'name') {
      this.used.add('states');
      this.statesMembers.add(String(second.value));
      this.#visitMembers(first as SyntaxNode, insideStep);
    } else if (first !== undefined) {
      this.visit(first, insideStep);
    }
    for (const step of [second, ...rest]) if (step !== undefined) this.visit(step, true);
    this.#visitMembers({ ...node, steps: undefined }, true);
  }

  #visitMembers(node: SyntaxNode, insideStep: boolean): void {
    for (const member of Object.values(node)) {
      for (const child of nodesIn(member)) this.visit(child, insideStep);
    }
  }

  #use(node: SyntaxNode): void {
    const name = String(node.value);
    this.used.add(name);
    if (name === 'states') this.readsAnyState = true;
  }

  #bind(node: SyntaxNode): void {
    const targets =
      node.type === 'bind' ? node['lhs'] : node.type === 'lambda' ? node['arguments'] : undefined;
    for (const target of nodesIn(targets)) this.bound.add(String(target.value));
    for (const member of [node['focus'], node['index']]) {
      if (typeof member === 'string') this.bound.add(member);
    }
  }
}

function isStates(node: SyntaxNode | undefined): boolean {
  return isSyntaxNode(node) && node.type === 'variable' && node.value === 'states';
}
