import { isJsonArray, type Json } from '@edgestep/shared';

import { pathStepsMax } from '../limits/query-limits.ts';
import { StepBudget } from '../limits/step-budget.ts';
import { QueryFailure } from '../query/query-failure.ts';
import type { Scope } from '../query/scope.ts';
import { TextScanner } from '../query/text-scanner.ts';
import { compileCollector } from './collect.ts';
import type { CompiledPath, PathRoot } from './compiled-path.ts';
import { explainMiss } from './explain-miss.ts';
import { parsePath } from './parse-path.ts';
import { isDefinite, type PathSyntax, type Segment } from './path-syntax.ts';
import { compileDefinite } from './read-definite.ts';

/**
 * Compiles a JSONPath in AWS's dialect (Jayway's, without functions and regular expressions): `$`, `$$` and `$name`
 * as roots, dots and brackets, `*`, `..`, negative indices, slices, unions and filters.
 * Throws QuerySyntaxError when the text is no such path.
 */
export function compilePath(text: string): CompiledPath {
  const scanner = new TextScanner(text);
  const syntax = parsePath(scanner, 'field');
  if (!scanner.atEnd) scanner.fail("'.' or '[' expected");
  return compilePathSyntax(syntax, text);
}

/** Compiles a path that was parsed as part of a longer text. `text` is its part of that text. */
export function compilePathSyntax(syntax: PathSyntax, text: string): CompiledPath {
  const definite = isDefinite(syntax.segments);
  const rootOf = rootReader(syntax.root);
  const readFrom = definite ? compileDefinite(syntax.segments) : compileIndefinite(syntax, text);
  const shownText = syntax.root.kind === 'context' ? text.slice(1) : text;
  function read(scope: Scope): Json | undefined {
    const root = rootOf(scope);
    return root === undefined ? undefined : readFrom(root);
  }
  function evaluate(scope: Scope): Json {
    const value = read(scope);
    if (value !== undefined && (definite || (value as readonly Json[]).length > 0)) return value;
    const reason = missReason(rootOf(scope), syntax);
    if (value !== undefined && reason === undefined) return value;
    throw new QueryFailure('States.Runtime', `Invalid path '${shownText}' : ${reason ?? 'No results.'}`);
  }
  const endsOutsideArray = outsideArrayTest(syntax.segments, rootOf);
  return { text, shownText, root: syntax.root, definite, read, evaluate, endsOutsideArray };
}

function outsideArrayTest(
  segments: readonly Segment[],
  rootOf: (scope: Scope) => Json | undefined,
): (scope: Scope) => boolean {
  const last = segments.at(-1);
  const upstream = segments.slice(0, -1);
  if (last?.kind !== 'index' || !isDefinite(upstream)) return () => false;
  const readUpstream = compileDefinite(upstream);
  return (scope) => {
    const root = rootOf(scope);
    const value = root === undefined ? undefined : readUpstream(root);
    return isJsonArray(value) && value.at(last.index) === undefined;
  };
}

function missReason(root: Json | undefined, syntax: PathSyntax): string | undefined {
  if (root !== undefined) return explainMiss(root, syntax.segments);
  return syntax.root.kind === 'variable' ? `The variable '${syntax.root.name}' is not defined` : undefined;
}

function rootReader(root: PathRoot): (scope: Scope) => Json | undefined {
  switch (root.kind) {
    case 'input':
      return (scope) => scope.input;
    case 'context':
      return (scope) => scope.context;
    case 'variable': {
      const { name } = root;
      return (scope) => scope.variables.lookup(name);
    }
  }
}

function compileIndefinite(syntax: PathSyntax, text: string): (root: Json) => Json {
  const collect = compileCollector(syntax.segments);
  const what = `The JSONPath '${text}'`;
  return (root) => {
    const found: Json[] = [];
    collect(root, { root, budget: new StepBudget(pathStepsMax, what) }, found);
    return found;
  };
}
