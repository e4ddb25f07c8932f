import type { EvaluationFrame } from '../evaluation-frame.ts';

/** A function that expressions can call by `$name`. */
export interface JsonataFunction {
  /** In jsonata's notation: `<sn?:s>`. Arguments that do not fit it are refused before the call. */
  readonly signature: string;
  /** Arguments that are absent are undefined. Throws FunctionRefusal or JsonataLimitError. */
  call(this: void, frame: EvaluationFrame, args: readonly unknown[]): unknown;
}

/** A function can't take its arguments; jsonata reports it as it does what `$error()` throws. */
export class FunctionRefusal extends Error {
  override readonly name = 'FunctionRefusal';
  readonly code = 'D3137';
}

/** An array that jsonata collapses: no element is nothing, one element is that element. */
export function sequenceOf(items: readonly unknown[]): unknown {
  return items.length > 1 ? items : items[0];
}
