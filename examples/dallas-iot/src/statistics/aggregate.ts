import type { Channel, Reading } from '../readings/reading.ts';

interface ChannelSummary {
  readonly min: number;
  readonly mean: number;
  readonly max: number;
}

/** How an estimate compares with the truth, in minutes. */
export interface Confusion {
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly falseNegative: number;
  readonly trueNegative: number;
}

/** What a window comes to. */
export interface Aggregate {
  readonly readings: number;
  readonly channels: Readonly<Record<Channel, ChannelSummary>>;
  /** Minutes with somebody in the room, by the light, scored against the pictures. */
  readonly occupancy: Confusion;
  /** When somebody came or left for good, by the pictures: epoch milliseconds. */
  readonly occupancyChanges: readonly number[];
}

const CHANNELS: readonly Channel[] = ['temperatureC', 'humidityPercent', 'lightLux', 'co2Ppm'];

/** Office light: more than daylight brings to this room in February, less than lamps do. */
const OCCUPIED_LUX_MIN = 200;

/** Adds a window up. At least one reading. */
export function aggregate(readings: readonly Reading[]): Aggregate {
  return {
    readings: readings.length,
    channels: Object.fromEntries(
      CHANNELS.map((channel) => [channel, summaryOf(readings, channel)]),
    ) as Record<Channel, ChannelSummary>,
    occupancy: confusionOf(readings),
    occupancyChanges: changesOf(readings),
  };
}

function summaryOf(readings: readonly Reading[], channel: Channel): ChannelSummary {
  const values = readings.map((reading) => reading[channel]);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { min: Math.min(...values), mean: Math.round(mean * 100) / 100, max: Math.max(...values) };
}

function confusionOf(readings: readonly Reading[]): Confusion {
  const count = (estimated: boolean, occupied: boolean): number =>
    readings.filter(
      (reading) => reading.lightLux >= OCCUPIED_LUX_MIN === estimated && reading.occupied === occupied,
    ).length;
  return {
    truePositive: count(true, true),
    falsePositive: count(true, false),
    falseNegative: count(false, true),
    trueNegative: count(false, false),
  };
}

function changesOf(readings: readonly Reading[]): number[] {
  return readings
    .filter((reading, at) => at > 0 && reading.occupied !== readings[at - 1]?.occupied)
    .map((reading) => reading.at);
}
