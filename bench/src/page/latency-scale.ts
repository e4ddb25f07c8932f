/** The axis of percentiles counts nines: half as many operations are slower, one step to the right. */
const NINES_MAX = 4;
const LEAST_US = 0.001;

/** So few powers of ten leave room for ticks between them. */
const DECADES_WITH_STEPS_MAX = 2;
const STEPS = [1, 2, 5];

/** The axes of a plot of latencies, both logarithmic, in per cent of its width and height from its upper left corner. */
export class LatencyScale {
  readonly #low: number;
  readonly #decades: number;
  readonly ticksPercent: readonly number[] = [50, 90, 99, 99.9, 99.99];

  constructor(leastUs: number, mostUs: number) {
    this.#low = Math.floor(Math.log10(Math.max(leastUs, LEAST_US)));
    this.#decades = Math.max(1, Math.ceil(Math.log10(Math.max(mostUs, LEAST_US))) - this.#low);
  }

  x(percent: number): number {
    const nines = percent >= 100 ? NINES_MAX : Math.min(NINES_MAX, -Math.log10(1 - percent / 100));
    return (nines / NINES_MAX) * 100;
  }

  y(us: number): number {
    return 100 - ((Math.log10(Math.max(us, LEAST_US)) - this.#low) / this.#decades) * 100;
  }

  /** From the least to the most that the axis shows, in microseconds. */
  get ticksUs(): readonly number[] {
    const steps = this.#decades <= DECADES_WITH_STEPS_MAX ? STEPS : [1];
    const powers = Array.from({ length: this.#decades }, (_, index) => 10 ** (this.#low + index));
    return [
      ...powers.flatMap((power) => steps.map((step) => step * power)),
      10 ** (this.#low + this.#decades),
    ];
  }
}
