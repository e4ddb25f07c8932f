import type { Reading } from '../readings/reading.ts';
import { changesOf } from './changes.ts';
import { robustScale } from './robust.ts';

/** A slow change that single minutes hide: the room fills with people, or is aired. */
export interface Drift {
  readonly channel: 'co2Ppm';
  /** When the sum passed the limit, epoch milliseconds. */
  readonly at: number;
  readonly direction: 'up' | 'down';
}

/** Allowance k and decision limit h of the CUSUM, in sigmas of a minute's change: it takes a real drift, not noise. */
const ALLOWANCE = 0.5;
const LIMIT = 6;
/** The resolution of the CO2 sensor, as a floor of the spread. */
const FLOOR_PPM = 2;

/**
 * Two-sided CUSUM on the changes of CO2 from minute to minute. Both sums begin anew after an alarm; of successive
 * alarms in one direction only the first is told.
 */
export function findDrifts(readings: readonly Reading[]): Drift[] {
  const changes = changesOf(readings, 'co2Ppm');
  if (changes.length === 0) return [];
  const { sigma } = robustScale(
    changes.map(({ perMinute }) => perMinute),
    FLOOR_PPM,
  );
  const drifts: Drift[] = [];
  let up = 0;
  let down = 0;
  for (const { reading, perMinute } of changes) {
    up = Math.max(0, up + perMinute / sigma - ALLOWANCE);
    down = Math.max(0, down - perMinute / sigma - ALLOWANCE);
    if (up <= LIMIT && down <= LIMIT) continue;
    const direction = up > LIMIT ? 'up' : 'down';
    if (drifts.at(-1)?.direction !== direction) drifts.push({ channel: 'co2Ppm', at: reading.at, direction });
    up = 0;
    down = 0;
  }
  return drifts;
}
