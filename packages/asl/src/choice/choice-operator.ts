import type { Json } from '@edgestep/shared';

import { compilePath } from '../jsonpath/compile-path.ts';
import type { CompiledPath } from '../jsonpath/compiled-path.ts';
import { QueryFailure } from '../query/query-failure.ts';
import { QuerySyntaxError } from '../query/query-syntax-error.ts';
import type { Scope } from '../query/scope.ts';

/** Tests the value of a rule's Variable; undefined when its path led nowhere. */
type VariableTest = (value: Json | undefined, variable: CompiledPath, scope: Scope) => boolean;

/** An operator of a choice rule with its operand: compiled once, tested at every visit. */
export interface CompiledOperator {
  readonly test: VariableTest;
  /** The path of a `…Path` operator. */
  readonly operandPath?: CompiledPath;
}

/** Compiles an operator's operand as the definition writes it. Throws QuerySyntaxError when it has the wrong type. */
export type OperatorCompiler = (operand: Json) => CompiledOperator;

/** A kind of values that can be compared. A value of another kind makes every comparison false. */
export interface ComparableKind<T> {
  /** How the definition calls it: "a number". */
  readonly name: string;
  /** Undefined for a value of another kind. */
  parse(value: Json): T | undefined;
  /** Negative, 0 or positive. */
  order(left: T, right: T): number;
}

/** An operator that compares with a literal. */
export function compareWithLiteral<T>(
  kind: ComparableKind<T>,
  accept: (order: number) => boolean,
): OperatorCompiler {
  return (operand) => {
    const right = kind.parse(operand);
    if (right === undefined) return refuseOperand(operand, kind.name);
    return {
      test(value, variable) {
        const left = kind.parse(needValue(value, variable));
        return left !== undefined && accept(kind.order(left, right));
      },
    };
  };
}

/** An operator that compares with what a path leads to. */
export function compareWithPath<T>(
  kind: ComparableKind<T>,
  accept: (order: number) => boolean,
): OperatorCompiler {
  return (operand) => {
    if (typeof operand !== 'string') return refuseOperand(operand, 'a path');
    const operandPath = compilePath(operand);
    return {
      operandPath,
      test(value, variable, scope) {
        const left = kind.parse(needValue(value, variable));
        const right = kind.parse(needValue(operandPath.read(scope), operandPath));
        return left !== undefined && right !== undefined && accept(kind.order(left, right));
      },
    };
  };
}

/** The value, or QueryFailure `States.Runtime` as AWS words it. */
export function needValue(value: Json | undefined, path: CompiledPath): Json {
  if (value !== undefined) return value;
  throw new QueryFailure(
    'States.Runtime',
    `Invalid path '${path.shownText}': The choice state's condition path references an invalid value.`,
  );
}

export function refuseOperand(operand: Json, expected: string): never {
  const text = typeof operand === 'string' ? `'${operand}'` : 'The operand';
  throw new QuerySyntaxError(`${text} is not ${expected}`, typeof operand === 'string' ? operand : '', 0);
}
