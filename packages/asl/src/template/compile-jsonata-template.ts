import { ExactNumber, isJsonArray, type Json, type JsonObject } from '@edgestep/shared';

import { compileExpression } from '../jsonata/compile-expression.ts';
import { EvaluationFrame } from '../jsonata/evaluation-frame.ts';
import { evaluateExpression } from '../jsonata/evaluate-expression.ts';
import { expressionOf } from '../jsonata/expression-text.ts';
import type { ResultType } from '../jsonata/result-type.ts';
import { valueDepthMax } from '../limits/query-limits.ts';
import { setOwnProperty } from '../query/own-property.ts';
import { QuerySyntaxError } from '../query/query-syntax-error.ts';
import type { Scope } from '../query/scope.ts';
import type { Template } from '../query/template.ts';

/**
 * Compiles a field of a JSONata state: any JSON value, whose strings `{% … %}` are expressions. Parts without an
 * expression are answered by identity; a value without any is a constant that is there at once.
 *
 * `field` is the field's place in the state as AWS names it (`Output`, `Assign`, `Choices[0]/Condition`); causes and
 * the failure's location begin with it. `expected` is the type that an expression must give when it is the whole
 * field. Throws QuerySyntaxError when an expression can't be parsed.
 *
 * The evaluation rejects with QueryFailure `States.QueryEvaluationError`, worded as AWS does.
 */
export function compileJsonataTemplate(json: Json, field: string, expected?: ResultType): Template {
  const variables = new Set<string>();
  const part = compilePart(json, field, expected, variables, 0);
  if (part === undefined) return { kind: 'sync', variables: [], evaluate: () => json };
  return {
    kind: 'async',
    variables: [...variables],
    evaluate: (scope) => part(scope, new EvaluationFrame(scope.port, scope.nowMs)),
  };
}

type Evaluator = (scope: Scope, frame: EvaluationFrame) => Promise<Json>;

/** Undefined for a part that is constant. */
function compilePart(
  part: Json,
  location: string,
  expected: ResultType | undefined,
  variables: Set<string>,
  depth: number,
): Evaluator | undefined {
  if (typeof part === 'string') return compileString(part, location, expected, variables);
  if (typeof part !== 'object' || part === null) return undefined;
  if (depth > valueDepthMax)
    throw new QuerySyntaxError(`A value nests deeper than ${valueDepthMax} levels`, '', 0);
  if (part instanceof ExactNumber) return undefined;
  if (isJsonArray(part)) return compileItems(part, location, variables, depth + 1);
  return compileMembers(part as JsonObject, location, variables, depth + 1);
}

function compileString(
  text: string,
  location: string,
  expected: ResultType | undefined,
  variables: Set<string>,
): Evaluator | undefined {
  const source = expressionOf(text);
  if (source === undefined) return undefined;
  const expression = compileExpression(source, text);
  for (const variable of expression.variables) variables.add(variable);
  return (scope, frame) => evaluateExpression(expression, { scope, frame, location, expected });
}

function compileItems(
  items: readonly Json[],
  location: string,
  variables: Set<string>,
  depth: number,
): Evaluator | undefined {
  const evaluators = items.map((item, index) =>
    compilePart(item, `${location}[${index}]`, undefined, variables, depth),
  );
  if (evaluators.every((evaluator) => evaluator === undefined)) return undefined;
  return async (scope, frame) => {
    const result: Json[] = [];
    for (const [index, evaluator] of evaluators.entries()) {
      result.push(evaluator === undefined ? (items[index] as Json) : await evaluator(scope, frame));
    }
    return result;
  };
}

function compileMembers(
  object: JsonObject,
  location: string,
  variables: Set<string>,
  depth: number,
): Evaluator | undefined {
  const members = Object.entries(object).map(([key, value]) => {
    const evaluate = compilePart(value, `${location}/${key}`, undefined, variables, depth);
    return { key, value, evaluate };
  });
  if (members.every(({ evaluate }) => evaluate === undefined)) return undefined;
  return async (scope, frame) => {
    const result: Record<string, Json> = {};
    for (const { key, value, evaluate } of members) {
      setOwnProperty(result, key, evaluate === undefined ? value : await evaluate(scope, frame));
    }
    return result;
  };
}
