import type { Json } from '@edgestep/shared';
import jsonata from 'jsonata';

import { jsonataInFlightMax, jsonataSequenceElementsMax } from '../limits/query-limits.ts';
import { QuerySyntaxError } from '../query/query-syntax-error.ts';
import type { Scope } from '../query/scope.ts';
import { defaultOperatorDepth, defaultOperatorDepthMax } from './default-operators.ts';
import { findRefusedReference } from './check-references.ts';
import { regexRefusal } from './check-regex.ts';
import { frameName, type EvaluationFrame } from './evaluation-frame.ts';
import type { ExpressionText } from './expression-text.ts';
import type { JsonataFunction } from './functions/jsonata-function.ts';
import { jsonataInput } from './jsonata-input.ts';
import { isBuiltInName, jsonataFunctions } from './jsonata-functions.ts';
import { regexEngineFor } from './linear-regex.ts';
import { withOwnEmptyArrays } from './own-empty-arrays.ts';
import { scanExpression, type ExpressionScan } from './scan-expression.ts';
import { needsJsonata, parseSimplePath, readSimplePath, statesMember } from './simple-path.ts';
import type { SyntaxNode } from './syntax-node.ts';

/** A JSONata expression, parsed once. */
export interface CompiledExpression {
  readonly expression: string;
  /** The variables of the state machine that it reads, without the `$`. */
  readonly variables: readonly string[];
  /** The members of `$states` that it reads; undefined when it may read any. */
  readonly statesMembers: ReadonlySet<string> | undefined;
  /** The value where it can be read without jsonata; undefined for nothing, `needsJsonata` where it can't. */
  readAtOnce(scope: Scope): Json | undefined | typeof needsJsonata;
  /** The raw result of jsonata; undefined for nothing. Rejects with whatever jsonata throws. */
  evaluate(scope: Scope, frame: EvaluationFrame): Promise<unknown>;
}

/** Throws QuerySyntaxError, whose offset counts in the text with delimiters. */
export function compileExpression(source: ExpressionText, text: string): CompiledExpression {
  const options: jsonata.JsonataOptions = { stack: jsonataInFlightMax, sequence: jsonataSequenceElementsMax };
  const parsed = parse(source, text, options);
  const root = parsed.ast() as unknown as SyntaxNode;
  const scan = scanExpression(root);
  checkReferences(root, source, text);
  checkRegexes(scan, source, text);
  prepare(parsed);
  const simple = parseSimplePath(source.expression);
  return {
    expression: source.expression,
    variables: scan.names.filter((name) => !isBuiltInName(name)),
    statesMembers: scan.statesMembers,
    readAtOnce: (scope) => (simple === undefined ? needsJsonata : readSimplePath(simple, scope)),
    evaluate(scope, frame) {
      // jsonata looks at its options before it waits for anything: evaluations side by side each get their own engine.
      options.RegexEngine = regexEngineFor(frame);
      return parsed.evaluate(undefined, bindingsOf(scan, scope, frame));
    },
  };
}

function parse(source: ExpressionText, text: string, options: jsonata.JsonataOptions): jsonata.Expression {
  if (defaultOperatorDepth(source.expression) > defaultOperatorDepthMax) {
    throw new QuerySyntaxError('The expression nests ?: and ?? too deep', text, source.offset);
  }
  try {
    return jsonata(source.expression, options);
  } catch (cause) {
    if (cause instanceof RangeError)
      throw new QuerySyntaxError('The expression nests too deep', text, source.offset);
    const { message = 'The expression is not JSONata', position = 0 } =
      cause as Partial<jsonata.JsonataError>;
    throw new QuerySyntaxError(message, text, source.offset + position);
  }
}

function checkReferences(root: SyntaxNode, source: ExpressionText, text: string): void {
  const refused = findRefusedReference(root);
  if (refused === undefined) return;
  throw new QuerySyntaxError(refused.message, text, source.offset + refused.position, true);
}

function checkRegexes(scan: ExpressionScan, source: ExpressionText, text: string): void {
  for (const { regex, position } of scan.regexes) {
    const reason = regexRefusal(regex);
    if (reason === undefined) continue;
    const message = `The regular expression is not supported: ${reason}`;
    throw new QuerySyntaxError(message, text, source.offset + position, true);
  }
}

/** What jsonata finds in the environment of an evaluation. */
interface Environment {
  lookup(name: string): unknown;
}

function prepare(parsed: jsonata.Expression): void {
  for (const [name, { signature, call }] of Object.entries(jsonataFunctions)) {
    parsed.registerFunction(name, implementationOf(call), signature);
  }
  // Nobody compiles code at run time: AWS answers to $eval as to a function that does not exist.
  parsed.assign('eval', undefined);
  const afterEach = (node: SyntaxNode, _input: unknown, environment: Environment, result: unknown) =>
    frameOf(environment).afterStep(node, result);
  parsed.assign(Symbol.for('jsonata.__evaluate_exit') as unknown as string, afterEach);
}

function implementationOf(call: JsonataFunction['call']) {
  return function implementation(this: { readonly environment: Environment }, ...args: unknown[]): unknown {
    return call(frameOf(this.environment), args);
  };
}

function frameOf(environment: Environment): EvaluationFrame {
  return environment.lookup(frameName) as EvaluationFrame;
}

function bindingsOf(scan: ExpressionScan, scope: Scope, frame: EvaluationFrame): Record<string, unknown> {
  const own = scan.groupsElements ? (value: Json) => withOwnEmptyArrays(jsonataInput(value)) : jsonataInput;
  const bindings: Record<string, unknown> = { [frameName]: frame };
  for (const name of scan.names) {
    const value = name === 'states' ? undefined : scope.variables.lookup(name);
    if (value !== undefined) bindings[name] = own(value);
  }
  if (scan.names.includes('states')) bindings['states'] = statesOf(scan, scope, own);
  return bindings;
}

function statesOf(scan: ExpressionScan, scope: Scope, own: (value: Json) => Json): Record<string, Json> {
  const states: Record<string, Json> = {};
  for (const member of ['input', 'result', 'errorOutput', 'context']) {
    if (scan.statesMembers !== undefined && !scan.statesMembers.has(member)) continue;
    const value = statesMember(scope, member);
    if (value !== undefined) states[member] = own(value);
  }
  return states;
}
