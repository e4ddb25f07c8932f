import { createHistogram } from 'node:perf_hooks';

/** Latencies of one case, in microseconds. Percentiles are exact to three significant figures. */
export interface LatencySummary {
  readonly count: number;
  readonly meanUs: number;
  readonly p50Us: number;
  readonly p90Us: number;
  readonly p99Us: number;
  readonly p999Us: number;
  readonly maxUs: number;
}

const NANOSECONDS_PER_MS = 1_000_000;
const LONGEST_NS = 3_600 * 1_000 * NANOSECONDS_PER_MS;

/** So many per cent of the latencies are at most so long. */
export interface CurvePoint {
  readonly percent: number;
  readonly us: number;
}

/** Dense where few operations decide: each nine counts as much as the one before. */
const CURVE_PERCENTS = [
  1, 10, 20, 30, 40, 50, 60, 70, 80, 90, 93, 95, 97, 98, 99, 99.3, 99.5, 99.7, 99.8, 99.9, 99.95, 99.99, 100,
];

/**
 * An HDR histogram of latencies. Node's own (`perf_hooks.createHistogram`, the HdrHistogram C library) records in
 * about 25 ns, needs no dependency, and can be merged; `hdr-histogram-js` offers log formats that nobody reads here.
 */
export class Latencies {
  readonly #histogram = createHistogram({ lowest: 1, highest: LONGEST_NS, figures: 3 });

  record(ms: number): void {
    const ns = Math.round(ms * NANOSECONDS_PER_MS);
    this.#histogram.record(ns < 1 ? 1 : ns);
  }

  get count(): number {
    return this.#histogram.count;
  }

  /** Adds all that another has recorded. */
  add(other: Latencies): void {
    if (other.#histogram.count > 0) this.#histogram.add(other.#histogram);
  }

  /** What `percentage` (above 0, to 100) of the latencies stay below or at, in microseconds; 0 when there are none. */
  percentileUs(percentage: number): number {
    return this.#histogram.count === 0 ? 0 : this.#histogram.percentile(percentage) / 1_000;
  }

  /** The whole distribution, for a plot. Percentiles that the number of latencies can't tell apart are left out. */
  curve(): readonly CurvePoint[] {
    const { count } = this.#histogram;
    return CURVE_PERCENTS.filter((percent) => percent === 100 || count * (1 - percent / 100) >= 1).map(
      (percent) => ({ percent, us: this.percentileUs(percent) }),
    );
  }

  summary(): LatencySummary {
    const { count } = this.#histogram;
    return {
      count,
      meanUs: count === 0 ? 0 : this.#histogram.mean / 1_000,
      p50Us: this.percentileUs(50),
      p90Us: this.percentileUs(90),
      p99Us: this.percentileUs(99),
      p999Us: this.percentileUs(99.9),
      maxUs: this.percentileUs(100),
    };
  }
}
