import { describe, expect, it } from 'vitest';

import type { Reading } from '../readings/reading.ts';
import { aggregate } from './aggregate.ts';
import { findDrifts } from './find-drifts.ts';
import { findSteps } from './find-steps.ts';
import { median, robustScale } from './robust.ts';

/** Minutes of a quiet room with a little noise, changed as told. */
function minutes(count: number, change: (minute: number) => Partial<Reading> = () => ({})): Reading[] {
  return Array.from({ length: count }, (_, minute) => ({
    id: minute,
    at: minute * 60_000,
    temperatureC: 21 + (minute % 2) * 0.02,
    humidityPercent: 25 + (minute % 3) * 0.03,
    lightLux: 400 + (minute % 2) * 4,
    co2Ppm: 600 + (minute % 4),
    humidityRatio: 0.0039,
    occupied: false,
    ...change(minute),
  }));
}

describe('robust statistics', () => {
  it('find the middle', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(() => median([])).toThrow('needs a value');
  });

  it('do not see an outlier, and never take noise for more exact than the sensor', () => {
    expect(robustScale([1, 2, 3, 4, 1_000_000], 0)).toEqual({ centre: 3, sigma: 1.4826 });
    expect(robustScale([5, 5, 5, 5], 2)).toEqual({ centre: 5, sigma: 2 });
  });
});

describe('steps', () => {
  it('are nowhere in a quiet room, nor in one that changes slowly', () => {
    expect(findSteps(minutes(120))).toEqual([]);
    expect(findSteps(minutes(120, (minute) => ({ temperatureC: 20 + minute * 0.05 })))).toEqual([]);
  });

  it('are where a window is opened: CO2 and humidity fall at once', () => {
    const steps = findSteps(
      minutes(120, (minute) => (minute < 60 ? {} : { co2Ppm: 480 + (minute % 4), humidityPercent: 24 })),
    );
    expect(steps.map(({ channel, at, direction }) => [channel, at / 60_000, direction])).toEqual([
      ['humidityPercent', 60, 'down'],
      ['co2Ppm', 60, 'down'],
    ]);
    expect(steps[1]?.score).toBeGreaterThan(20);
  });

  it('are one when the change goes on over minutes, and two when it turns', () => {
    const lux = [400, 900, 1_500, 2_000, 1_200, 400];
    const steps = findSteps(
      minutes(60, (minute) => ({ lightLux: lux[Math.min(Math.max(minute - 30, 0), 5)] ?? 400 })),
    );
    expect(steps.map(({ direction, before, after }) => [direction, before, after])).toEqual([
      ['up', 400, 2_000],
      ['down', 2_000, 400],
    ]);
  });

  it('are not where readings are missing and everything went on as before', () => {
    const drifting = minutes(120, (minute) => ({ co2Ppm: 600 + minute * 4 }));
    const withGap = drifting.filter(({ id }) => id < 50 || id > 65);
    expect(findSteps(withGap)).toEqual([]);
  });

  it('need two readings', () => {
    expect(findSteps(minutes(1))).toEqual([]);
    expect(findDrifts(minutes(1))).toEqual([]);
  });
});

describe('drifts of CO2', () => {
  it('are told once a direction, a while after they began', () => {
    const drifts = findDrifts(
      minutes(120, (minute) => ({ co2Ppm: minute < 60 ? 600 + minute * 5 : 900 - (minute - 60) * 5 })),
    );
    expect(drifts.map(({ direction }) => direction)).toEqual(['up', 'down']);
    expect(drifts[1]?.at).toBeGreaterThan(60 * 60_000);
  });

  it('are not the noise of a quiet room', () => {
    expect(findDrifts(minutes(600))).toEqual([]);
  });
});

describe('an aggregate', () => {
  it('adds a window up and scores the light against the truth', () => {
    const readings = minutes(10, (minute) => ({
      lightLux: minute < 4 ? 0 : 400,
      occupied: minute >= 5,
      co2Ppm: 500 + minute,
    }));
    expect(aggregate(readings)).toMatchObject({
      readings: 10,
      channels: { co2Ppm: { min: 500, mean: 504.5, max: 509 } },
      occupancy: { truePositive: 5, falsePositive: 1, falseNegative: 0, trueNegative: 4 },
      occupancyChanges: [5 * 60_000],
    });
  });
});
