import { TaskError } from '@edgestep/sdk';

import type { Channel, Reading } from './reading.ts';

/** What the sensors of the room can measure (their data sheets, and what an office can be). */
const RANGES: Readonly<Record<Channel, readonly [number, number]>> = {
  temperatureC: [-10, 60],
  humidityPercent: [0, 100],
  lightLux: [0, 120_000],
  co2Ppm: [300, 10_000],
};

/** The device computes the humidity ratio from temperature and humidity; more than this is no rounding. */
const RATIO_TOLERANCE = 0.02;

/**
 * Refuses what cannot have been measured.
 *
 * @throws TaskError `Reading.OutOfRange` for a value that the sensor cannot see, `Reading.Inconsistent` when the
 * humidity ratio contradicts temperature and humidity
 */
export function checkReading(reading: Reading): Reading {
  for (const [channel, [low, high]] of Object.entries(RANGES) as [Channel, readonly [number, number]][]) {
    const value = reading[channel];
    if (value < low || value > high) {
      throw new TaskError(
        'Reading.OutOfRange',
        `${channel} ${value} of row ${reading.id} is not within ${low} to ${high}`,
      );
    }
  }
  const expected = humidityRatio(reading.temperatureC, reading.humidityPercent);
  if (Math.abs(reading.humidityRatio / expected - 1) > RATIO_TOLERANCE) {
    throw new TaskError(
      'Reading.Inconsistent',
      `row ${reading.id} says a humidity ratio of ${reading.humidityRatio}, its temperature and humidity say ${expected.toFixed(6)}`,
    );
  }
  return reading;
}

const SEA_LEVEL_PA = 101_325;

/** kg of water vapour per kg of dry air at sea level, by the Magnus formula. */
export function humidityRatio(temperatureC: number, humidityPercent: number): number {
  const saturationPa = 611.2 * Math.exp((17.62 * temperatureC) / (243.12 + temperatureC));
  const vapourPa = (humidityPercent / 100) * saturationPa;
  return (0.622 * vapourPa) / (SEA_LEVEL_PA - vapourPa);
}
