import type { FaultRates } from '../faults/fault-rates.ts';
import type { Scheduler } from './scheduler.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { SimulatedProcess } from './simulated-process.ts';

const LATENCY_MIN_MS = 1;
const LATENCY_MAX_MS = 4;
const DELAY_MAX_MS = 3_000;

/**
 * Carries messages between processes. Each takes its own time, so that they overtake each other; by the rates they
 * are lost, come twice, or come late. What is under way when its sender dies arrives all the same.
 */
export class SimulatedNetwork {
  readonly #scheduler: Scheduler;
  readonly #random: SeededRandom;
  readonly #rates: FaultRates;
  readonly #isolatedUntil = new Map<string, number>();

  constructor(scheduler: Scheduler, random: SeededRandom, rates: FaultRates) {
    this.#scheduler = scheduler;
    this.#random = random;
    this.#rates = rates;
  }

  send(from: SimulatedProcess, to: SimulatedProcess, deliver: () => void): void {
    if (!from.isAlive || this.#isIsolated(from) || this.#isIsolated(to)) return;
    if (this.#random.chance(this.#rates['message-loss'])) return;
    this.#carry(to, deliver);
    if (this.#random.chance(this.#rates['message-duplication'])) this.#carry(to, deliver);
  }

  /**
   * Asks and waits for the answer: undefined when none came in time, whatever became of the question. Never settles
   * when the asking process has died.
   */
  ask<T>(
    from: SimulatedProcess,
    to: SimulatedProcess,
    timeoutMs: number,
    answer: () => T | Promise<T>,
  ): Promise<T | undefined> {
    return new Promise((resolve) => {
      const timer = this.#scheduler.after(timeoutMs, from, () => resolve(undefined));
      const settle = (value: T) => {
        timer[Symbol.dispose]();
        resolve(value);
      };
      this.send(from, to, () => {
        const value = answer();
        if (value instanceof Promise) {
          void value.then((late) => this.send(to, from, () => settle(late)));
        } else this.send(to, from, () => settle(value));
      });
    });
  }

  /** Cuts a process off from everyone. */
  isolate(process: SimulatedProcess, forMs: number): void {
    this.#isolatedUntil.set(process.name, this.#scheduler.now + forMs);
  }

  heal(): void {
    this.#isolatedUntil.clear();
  }

  #isIsolated(process: SimulatedProcess): boolean {
    return (this.#isolatedUntil.get(process.name) ?? 0) > this.#scheduler.now;
  }

  #carry(to: SimulatedProcess, deliver: () => void): void {
    const isLate = this.#random.chance(this.#rates['message-delay']);
    const latencyMs = this.#random.int(LATENCY_MIN_MS, isLate ? DELAY_MAX_MS : LATENCY_MAX_MS);
    this.#scheduler.after(latencyMs, to, deliver);
  }
}
