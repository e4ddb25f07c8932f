import { compilePath } from '../jsonpath/compile-path.ts';
import { compileJsonataTemplate } from '../template/compile-jsonata-template.ts';
import type { NumberField } from './compiled-state.ts';

/** Compiles `TimeoutSeconds`, `MaxConcurrency` and their kin: a number, an expression, or (`…Path`) a path. */
export function compileNumberField(
  field: string,
  value: number | string | undefined,
  path: string | undefined,
): NumberField | undefined {
  if (path !== undefined) return { kind: 'path', path: compilePath(path), field: `${field}Path` };
  if (value === undefined) return undefined;
  if (typeof value === 'number') return { kind: 'constant', value };
  return { kind: 'expression', template: compileJsonataTemplate(value, field), field };
}
