import type { EvaluationPort } from '../query/scope.ts';
import { isStateError } from '../step/state-failure.ts';
import type { Suspension } from '../step/turn.ts';

/** After so many evaluations others have their turn: a Map may have a hundred thousand items to select. */
const EVALUATIONS_AT_ONCE = 100;

/** Answers the evaluations of a suspended step until it is done. */
export async function drive(suspension: Suspension | undefined, port: EvaluationPort): Promise<void> {
  let current = suspension;
  for (let count = 1; current !== undefined; count += 1) {
    current = await answer(current);
    if (count % EVALUATIONS_AT_ONCE === 0) await port.pause?.();
  }
}

async function answer(suspension: Suspension): Promise<Suspension | undefined> {
  let value;
  try {
    value = await suspension.evaluate();
  } catch (failure) {
    if (isStateError(failure)) return suspension.fail(failure);
    throw failure;
  }
  return suspension.resume(value);
}
