import { compilePath } from '../jsonpath/compile-path.ts';
import { compileJsonataTemplate } from '../template/compile-jsonata-template.ts';
import type { NumberField, NumberRange } from './compiled-state.ts';

const NOT_NEGATIVE: NumberRange = { min: 0, max: Number.POSITIVE_INFINITY };
const SECONDS: NumberRange = { min: 1, max: 99_999_999 };

/** What each field may hold; where a path leads, the state's own step tells, in words of its own. */
const RANGES: Readonly<Record<string, NumberRange>> = {
  TimeoutSeconds: SECONDS,
  HeartbeatSeconds: SECONDS,
  ToleratedFailurePercentage: { min: 0, max: 100 },
};

/**
 * Compiles `TimeoutSeconds`, `MaxConcurrency` and their kin: a number, an expression, or (`…Path`) a path. `location`:
 * where in the state the field stands.
 */
export function compileNumberField(
  field: string,
  value: number | string | undefined,
  path: string | undefined,
  location = field,
): NumberField | undefined {
  if (path !== undefined) return { kind: 'path', path: compilePath(path), field: `${field}Path` };
  if (value === undefined) return undefined;
  if (typeof value === 'number') return { kind: 'constant', value };
  return {
    kind: 'expression',
    template: compileJsonataTemplate(value, location, 'number'),
    field,
    location,
    range: RANGES[field] ?? NOT_NEGATIVE,
  };
}
