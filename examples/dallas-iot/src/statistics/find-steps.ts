import type { Channel, Reading } from '../readings/reading.ts';
import { changesOf } from './changes.ts';
import { robustScale } from './robust.ts';

/** A sudden change: one minute's difference that does not belong to the others of the window. */
export interface Step {
  readonly channel: Channel;
  /** Epoch milliseconds of the strongest minute. */
  readonly at: number;
  readonly direction: 'up' | 'down';
  /** Robust z-score of the strongest minute. */
  readonly score: number;
  readonly before: number;
  readonly after: number;
}

interface StepRule {
  readonly channel: Channel;
  /** The spread that is taken for noise at least: twice the sensor's resolution. */
  readonly floor: number;
  readonly scoreMin: number;
}

const RULES: readonly StepRule[] = [
  { channel: 'temperatureC', floor: 0.03, scoreMin: 6 },
  { channel: 'humidityPercent', floor: 0.05, scoreMin: 7 },
  { channel: 'lightLux', floor: 10, scoreMin: 8 },
  { channel: 'co2Ppm', floor: 2, scoreMin: 8 },
];

/** Changes in the same direction within this time are one step. */
const SAME_STEP_MS = 5 * 60_000;

/** Steps of every channel, by robust z-scores (median, MAD) of the differences from minute to minute. */
export function findSteps(readings: readonly Reading[]): Step[] {
  return RULES.flatMap((rule) => mergeSteps(outliersOf(readings, rule))).toSorted((a, b) => a.at - b.at);
}

function outliersOf(readings: readonly Reading[], rule: StepRule): Step[] {
  const changes = changesOf(readings, rule.channel);
  if (changes.length === 0) return [];
  const { centre, sigma } = robustScale(
    changes.map(({ perMinute }) => perMinute),
    rule.floor,
  );
  return changes.flatMap(({ previous, reading, perMinute }) => {
    const score = (perMinute - centre) / sigma;
    if (Math.abs(score) < rule.scoreMin) return [];
    return [
      {
        channel: rule.channel,
        at: reading.at,
        direction: score > 0 ? ('up' as const) : ('down' as const),
        score: Math.round(Math.abs(score) * 10) / 10,
        before: previous[rule.channel],
        after: reading[rule.channel],
      },
    ];
  });
}

/** Joins what goes on over several minutes; the strongest minute stands for it. */
function mergeSteps(steps: readonly Step[]): Step[] {
  const merged: Step[] = [];
  let lastAt = -Infinity;
  for (const step of steps) {
    const open = merged.at(-1);
    if (open !== undefined && open.direction === step.direction && step.at - lastAt <= SAME_STEP_MS) {
      const stronger = step.score > open.score ? step : open;
      merged.splice(-1, 1, { ...stronger, before: open.before, after: step.after });
    } else {
      merged.push(step);
    }
    lastAt = step.at;
  }
  return merged;
}
