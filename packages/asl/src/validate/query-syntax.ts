import { compileIntrinsic, isIntrinsicText } from '../intrinsic/compile-intrinsic.ts';
import { compilePath } from '../jsonpath/compile-path.ts';
import type { CompiledPath } from '../jsonpath/compiled-path.ts';
import { QuerySyntaxError } from '../query/query-syntax-error.ts';

/** The path, or undefined for a text that is none. */
export function tryCompilePath(text: string): CompiledPath | undefined {
  return tryCompile(text, compilePath);
}

/** The variables that a path or a call of an intrinsic function reads; undefined for a text that is neither. */
export function tryVariables(text: string): readonly string[] | undefined {
  if (isIntrinsicText(text)) return tryCompile(text, compileIntrinsic)?.variables;
  const path = tryCompilePath(text);
  if (path === undefined) return undefined;
  return path.root.kind === 'variable' ? [path.root.name] : [];
}

/** True for a text that `compile` takes; without one, for a path or a call of an intrinsic function. */
export function acceptsQuery(text: string, compile: (text: string) => unknown = compileQuery): boolean {
  return tryCompile(text, (each) => [compile(each)]) !== undefined;
}

function compileQuery(text: string): unknown {
  return isIntrinsicText(text) ? compileIntrinsic(text) : compilePath(text);
}

function tryCompile<T>(text: string, compile: (text: string) => T): T | undefined {
  try {
    return compile(text);
  } catch (error) {
    if (error instanceof QuerySyntaxError) return undefined;
    throw error;
  }
}
