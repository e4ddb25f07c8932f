import type { Channel, Reading } from '../readings/reading.ts';

/** How a quantity changed up to a reading, per minute: where readings are missing, their share is not one jump. */
export interface Change {
  readonly previous: Reading;
  readonly reading: Reading;
  readonly perMinute: number;
}

const MINUTE_MS = 60_000;

/** The changes between successive readings; one less than there are readings. */
export function changesOf(readings: readonly Reading[], channel: Channel): Change[] {
  return readings.slice(1).map((reading, at) => {
    const previous = readings[at] ?? reading;
    const minutes = Math.max(1, Math.round((reading.at - previous.at) / MINUTE_MS));
    return { previous, reading, perMinute: (reading[channel] - previous[channel]) / minutes };
  });
}
