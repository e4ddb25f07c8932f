/** Progress goes to standard error: standard output belongs to what was asked for. */

/** @param {string} text */
export function say(text) {
  process.stderr.write(`setup: ${text}\n`);
}

/**
 * Announces a step, runs it, and says how long it took.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const startedAt = performance.now();
  say(`${name} …`);
  const result = await work();
  say(`${name}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return result;
}
