import type { Json } from '@edgestep/shared';

import { jsonText } from '../query/json-text.ts';
import { QueryFailure } from '../query/query-failure.ts';
import type { Scope } from '../query/scope.ts';
import type { CompiledExpression } from './compile-expression.ts';
import type { EvaluationFrame } from './evaluation-frame.ts';
import { JsonataLimitError, memoryExceeded, stackExceeded } from './jsonata-limit-error.ts';
import { resultTypeOf, type ResultType } from './result-type.ts';
import { needsJsonata } from './simple-path.ts';
import { toJson, UnsupportedResult } from './to-json.ts';

/** Where an expression is evaluated, and what for. */
export interface ExpressionSite {
  readonly scope: Scope;
  readonly frame: EvaluationFrame;
  /** `Output/total`. */
  readonly location: string;
  readonly expected: ResultType | undefined;
}

/** The JSON value of an expression. Rejects with a QueryFailure and nothing else. */
export async function evaluateExpression(
  expression: CompiledExpression,
  site: ExpressionSite,
): Promise<Json> {
  const atOnce = expression.readAtOnce(site.scope);
  const value = atOnce === needsJsonata ? await runExpression(expression, site) : atOnce;
  if (value === undefined) throw failure(expression, site, 'returned nothing (undefined).');
  const { expected } = site;
  if (expected === undefined || resultTypeOf(value) === expected) return value;
  throw failure(
    expression,
    site,
    `returned an unexpected result type. Expected '${expected}', but was '${resultTypeOf(value)}' ` +
      `for value: ${jsonText(value, 'States.QueryEvaluationError')}`,
  );
}

async function runExpression(
  expression: CompiledExpression,
  site: ExpressionSite,
): Promise<Json | undefined> {
  const { scope, frame } = site;
  try {
    const result = await expression.evaluate(scope, frame);
    if (result === undefined) return undefined;
    frame.weighResult(result);
    return toJson(result);
  } catch (thrown) {
    frame.abandon();
    throw failure(expression, site, reasonOf(thrown));
  }
}

function failure(
  { expression }: CompiledExpression,
  { location }: ExpressionSite,
  reason: string,
): QueryFailure {
  const about = `The JSONata expression '${expression}' specified for the field '${location}'`;
  return new QueryFailure('States.QueryEvaluationError', `${about} ${reason}`, location);
}

/** What jsonata throws: plain objects with the code and the message of the catalogue, and errors of the platform. */
interface Thrown {
  readonly code?: unknown;
  readonly message?: unknown;
}

function reasonOf(thrown: unknown): string {
  if (thrown instanceof UnsupportedResult) return 'returned an unsupported result type.';
  const { code, message } = (thrown ?? {}) as Thrown;
  const text = `threw an error during evaluation`;
  if (thrown instanceof JsonataLimitError) return `${text}: ${thrown.message}`;
  // The stack of the platform ends on deep values, its strings on long ones: both say that the value is too large.
  if (thrown instanceof RangeError || code === 'D2014' || code === 'D2015')
    return `${text}: ${memoryExceeded}`;
  if (code === 'D1011') return `${text}: ${stackExceeded}`;
  return typeof code === 'string' ? `${text}. ${code}: ${String(message)}` : `${text}: ${String(message)}`;
}
