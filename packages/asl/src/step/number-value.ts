import type { Json } from '@edgestep/shared';

import type { NumberField } from '../compile/compiled-state.ts';
import type { Scope } from '../query/scope.ts';
import type { Template } from '../query/template.ts';
import { StateError } from './state-failure.ts';

/** The template of a number that is an expression, to be evaluated with the other fields of its phase. */
export function expressionOf(field: NumberField | undefined): Template | undefined {
  return field?.kind === 'expression' ? field.template : undefined;
}

/** The value of a number field; `evaluated` is what its expression gave. Throws States.Runtime for what is no whole number. */
export function numberValue(
  field: NumberField | undefined,
  evaluated: Json | undefined,
  scope: Scope,
): number | undefined {
  if (field === undefined) return undefined;
  if (field.kind === 'constant') return field.value;
  if (field.kind === 'expression') return wholeNumber(field.field, evaluated ?? null, undefined);
  return wholeNumber(field.field, field.path.evaluate(scope), field.path.shownText);
}

function wholeNumber(field: string, value: Json, path: string | undefined): number {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  if (path === undefined) {
    throw new StateError(
      'States.QueryEvaluationError',
      `The ${field} field is not a valid integer: ${JSON.stringify(value)}`,
    );
  }
  throw new StateError(
    'States.Runtime',
    `The ${field} field refers to value ${JSON.stringify(value)} which is not a valid integer: ${path}`,
  );
}
