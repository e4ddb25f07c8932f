import type { FaultRates, DrawnFault } from '../faults/fault-rates.ts';
import type { Scheduler } from './scheduler.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { SimulatedProcess } from './simulated-process.ts';

const LATENCY_MIN_MS = 1;
const LATENCY_MAX_MS = 4;
const DELAY_MAX_MS = 3_000;

/**
 * Carries messages between processes. Each takes its own time, so that they overtake each other; by the rates they
 * are lost, come twice, or come late. What is under way when its sender dies arrives all the same; what is under way
 * to one who dies, or from a server that dies, is lost.
 */
export class SimulatedNetwork {
  readonly #scheduler: Scheduler;
  readonly #random: SeededRandom;
  readonly #rates: FaultRates;
  readonly #onFault: (kind: DrawnFault) => void;
  readonly #isolatedUntil = new Map<string, number>();

  constructor(
    scheduler: Scheduler,
    random: SeededRandom,
    rates: FaultRates,
    onFault: (kind: DrawnFault) => void,
  ) {
    this.#onFault = onFault;
    this.#scheduler = scheduler;
    this.#random = random;
    this.#rates = rates;
  }

  send(from: SimulatedProcess, to: SimulatedProcess, deliver: () => void): void {
    if (!from.isAlive || this.#isIsolated(from) || this.#isIsolated(to)) return;
    if (this.#happens('message-loss')) return;
    const incarnations = [from.incarnation, to.incarnation];
    const arrive = () => {
      if (from.incarnation === incarnations[0] && to.incarnation === incarnations[1]) deliver();
    };
    this.#carry(to, arrive);
    if (this.#happens('message-duplication')) this.#carry(to, arrive);
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
    const latencyMs = this.#happens('message-delay')
      ? this.#random.int(LATENCY_MIN_MS, DELAY_MAX_MS)
      : this.#random.int(LATENCY_MIN_MS, LATENCY_MAX_MS);
    this.#scheduler.after(latencyMs, to, deliver);
  }

  #happens(kind: DrawnFault): boolean {
    const happens = this.#random.chance(this.#rates[kind]);
    if (happens) this.#onFault(kind);
    return happens;
  }
}
