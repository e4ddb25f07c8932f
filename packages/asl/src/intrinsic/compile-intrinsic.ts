import type { Json } from '@edgestep/shared';

import { compilePathSyntax } from '../jsonpath/compile-path.ts';
import { jsonText } from '../query/json-text.ts';
import { QueryFailure } from '../query/query-failure.ts';
import type { Scope } from '../query/scope.ts';
import type { SyncTemplate } from '../query/template.ts';
import { TextScanner } from '../query/text-scanner.ts';
import { IntrinsicRefusal, type IntrinsicFunction } from './intrinsic-function.ts';
import { intrinsicFunctions } from './intrinsic-functions.ts';
import type { ArgumentSyntax, CallSyntax } from './intrinsic-syntax.ts';
import { parseIntrinsicCall } from './parse-intrinsic.ts';

/** True for a text that claims to be a call of an intrinsic function. */
export function isIntrinsicText(text: string): boolean {
  return text.startsWith('States.');
}

/**
 * Compiles a call of an intrinsic function. Throws QuerySyntaxError for an unknown function, a wrong number of
 * arguments or an illegal escape.
 *
 * The evaluation throws QueryFailure: `States.Runtime` when an argument's path leads nowhere, `States.IntrinsicFailure`
 * when the function refuses its arguments. Both causes name the whole call as it was written.
 */
export function compileIntrinsic(text: string): SyncTemplate {
  const scanner = new TextScanner(text);
  const syntax = parseIntrinsicCall(scanner);
  if (!scanner.atEnd) scanner.fail('The end of the function call expected');
  const variables = new Set<string>();
  const evaluate = compileCall(syntax, text, variables);
  return { kind: 'sync', variables: [...variables], evaluate };
}

type Evaluator = (scope: Scope) => Json;

function compileCall(syntax: CallSyntax, text: string, variables: Set<string>): Evaluator {
  const callee: IntrinsicFunction = intrinsicFunctions[syntax.name];
  const evaluators = syntax.args.map((argument) => compileArgument(argument, text, variables));
  const [first] = syntax.args;
  const literalTemplate = first?.kind === 'text' ? first.template : undefined;
  return (scope) => {
    const args: Json[] = [];
    for (const evaluator of evaluators) args.push(evaluator(scope));
    try {
      return callee.call({ args, port: scope.port, literalTemplate });
    } catch (refusal) {
      if (refusal instanceof IntrinsicRefusal)
        throw failure('States.IntrinsicFailure', text, refusal.message);
      throw refusal;
    }
  };
}

function compileArgument(argument: ArgumentSyntax, text: string, variables: Set<string>): Evaluator {
  switch (argument.kind) {
    case 'call':
      return compileCall(argument, text, variables);
    case 'literal':
    case 'text': {
      const { value } = argument;
      return () => value;
    }
    case 'path': {
      const path = compilePathSyntax(argument.path, argument.text);
      if (path.root.kind === 'variable') variables.add(path.root.name);
      return (scope) => {
        const value = path.read(scope);
        if (value !== undefined) return value;
        const where = `could not be found in the input '${jsonText(scope.input)}'`;
        throw failure(
          'States.Runtime',
          text,
          `The JsonPath argument for the field '${path.shownText}' ${where}`,
        );
      };
    }
  }
}

function failure(
  error: 'States.Runtime' | 'States.IntrinsicFailure',
  text: string,
  reason: string,
): QueryFailure {
  return new QueryFailure(error, `The function '${text}' had the following error: ${reason}`);
}
