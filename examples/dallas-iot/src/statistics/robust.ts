/** The middle value; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('a median needs a value');
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted.length >> 1;
  const above = sorted[upper] ?? 0;
  return sorted.length % 2 === 1 ? above : ((sorted[upper - 1] ?? 0) + above) / 2;
}

/** What the median absolute deviation of a normal distribution has to be multiplied by to give its sigma. */
const MAD_TO_SIGMA = 1.4826;

/**
 * Centre and spread that outliers do not move: median, and median absolute deviation scaled to a sigma. `floor` is
 * the sensor's resolution: a quiet room is not taken for more exact than that.
 */
export function robustScale(values: readonly number[], floor: number): { centre: number; sigma: number } {
  const centre = median(values);
  const deviation = median(values.map((value) => Math.abs(value - centre)));
  return { centre, sigma: Math.max(MAD_TO_SIGMA * deviation, floor) };
}
