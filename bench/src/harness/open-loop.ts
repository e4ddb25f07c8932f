import type { Clock } from './clock.ts';
import { Latencies } from './latencies.ts';
import type { LoadResult, Operation } from './load.ts';

export interface OpenLoopOptions {
  readonly ratePerSecond: number;
  readonly durationMs: number;
  readonly clock: Clock;
  /** Operations under way at once; more wait for their turn, and their wait is part of their latency. */
  readonly inFlightMax?: number;
}

const IN_FLIGHT_MAX = 100_000;

/** A generator that is behind catches up in portions, so that answers are read meanwhile. */
const LAUNCHES_PER_TURN_MAX = 64;

/**
 * Open-loop load: the i-th operation is meant to begin at `start + i / rate`, and its latency counts from that time
 * whether it could begin then or not. So a stall is in the latencies of all who would have come meanwhile (no
 * coordinated omission). Resolves when every operation has its answer; rejects with the first error.
 */
export async function runOpenLoop(operation: Operation, options: OpenLoopOptions): Promise<LoadResult> {
  return new OpenLoop(operation, options).run();
}

class OpenLoop {
  readonly #operation: Operation;
  readonly #clock: Clock;
  readonly #intervalMs: number;
  readonly #total: number;
  readonly #inFlightMax: number;
  readonly #latencies = new Latencies();
  readonly #launchLag = new Latencies();
  #inFlight = 0;
  #failure: { readonly error: unknown } | undefined;
  #wake: (() => void) | undefined;

  constructor(operation: Operation, options: OpenLoopOptions) {
    this.#operation = operation;
    this.#clock = options.clock;
    this.#intervalMs = 1_000 / options.ratePerSecond;
    this.#total = Math.max(1, Math.round(options.durationMs / this.#intervalMs));
    this.#inFlightMax = options.inFlightMax ?? IN_FLIGHT_MAX;
  }

  async run(): Promise<LoadResult> {
    const startedAt = this.#clock.now();
    for (let index = 0; index < this.#total; index += 1) {
      const intended = startedAt + index * this.#intervalMs;
      const isPortionFull = index % LAUNCHES_PER_TURN_MAX === 0;
      if (isPortionFull || this.#clock.now() < intended) await this.#clock.until(intended);
      while (this.#inFlight >= this.#inFlightMax) await this.#answered();
      if (this.#failure !== undefined) break;
      void this.#launch(intended);
    }
    while (this.#inFlight > 0) await this.#answered();
    if (this.#failure !== undefined) throw this.#failure.error;
    const elapsedMs = this.#clock.now() - startedAt;
    return {
      operations: this.#total,
      elapsedMs,
      latencies: this.#latencies,
      launchLag: this.#launchLag,
    };
  }

  async #launch(intended: number): Promise<void> {
    this.#inFlight += 1;
    this.#launchLag.record(this.#clock.now() - intended);
    try {
      await this.#operation();
      this.#latencies.record(this.#clock.now() - intended);
    } catch (error) {
      this.#failure ??= { error };
    }
    this.#inFlight -= 1;
    this.#wake?.();
  }

  #answered(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
