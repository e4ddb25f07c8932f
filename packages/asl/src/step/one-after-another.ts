import type { Suspension } from './turn.ts';

/** Takes a step for each item, the next one when the one before is over, also when that was suspended meanwhile. */
export function oneAfterAnother<T>(
  items: readonly T[],
  step: (item: T) => Suspension | undefined,
): Suspension | undefined {
  for (const [index, item] of items.entries()) {
    const suspension = step(item);
    if (suspension !== undefined) {
      return followed(suspension, () => oneAfterAnother(items.slice(index + 1), step));
    }
  }
  return undefined;
}

/** The suspension, and what comes when it is over. */
function followed(suspension: Suspension, next: () => Suspension | undefined): Suspension {
  function after(more: Suspension | undefined): Suspension | undefined {
    return more === undefined ? next() : followed(more, next);
  }
  return {
    evaluate: () => suspension.evaluate(),
    resume: (value) => after(suspension.resume(value)),
    fail: (failure) => after(suspension.fail(failure)),
  };
}
