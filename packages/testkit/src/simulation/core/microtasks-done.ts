/** The loop itself has its turn after so many steps: snapshots of many executions take theirs from it. */
const STEPS_BETWEEN_TURNS = 64;

/**
 * Resolves when no promise is left that could go on by itself. Node runs its tick queue only after the queue of
 * microtasks is empty; every so many steps the loop turns as well.
 */
export function microtasksDone(step: number): Promise<void> {
  return new Promise((resolve) => {
    if (step % STEPS_BETWEEN_TURNS === 0) setImmediate(resolve);
    else process.nextTick(resolve);
  });
}
