import { isStateError } from '../step/state-failure.ts';
import type { Suspension } from '../step/turn.ts';

/** Answers the evaluations of a suspended step until it is done. */
export async function drive(suspension: Suspension | undefined): Promise<void> {
  for (let current = suspension; current !== undefined;) current = await answer(current);
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
