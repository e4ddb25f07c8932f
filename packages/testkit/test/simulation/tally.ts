import type { SimulationReport } from '../../src/simulation/simulation-options.ts';

const HOUR_MS = 3_600_000;

/** What many seeds came to. */
export class Tally {
  readonly broken: number[] = [];
  readonly #faults = new Map<string, number>();
  #seeds = 0;
  #steps = 0;
  #virtualMs = 0;
  #executions = 0;
  #records = 0;
  #events = 0;

  get seeds(): number {
    return this.#seeds;
  }

  get executions(): number {
    return this.#executions;
  }

  get records(): number {
    return this.#records;
  }

  add(report: SimulationReport): void {
    this.#seeds += 1;
    this.#steps += report.steps;
    this.#virtualMs += report.virtualMs;
    this.#executions += report.executions;
    this.#records += report.records;
    this.#events += report.events;
    if (report.violations.length > 0) this.broken.push(report.seed);
    for (const [kind, times] of Object.entries(report.faults)) {
      this.#faults.set(kind, (this.#faults.get(kind) ?? 0) + times);
    }
  }

  summary(ms: number): string {
    const faults = [...this.#faults]
      .map(([kind, times]) => `${kind} ${times}`)
      .toSorted((one, other) => one.localeCompare(other));
    const hours = (this.#virtualMs / HOUR_MS).toFixed(1);
    return [
      `${this.#seeds} seeds in ${(ms / 1_000).toFixed(1)} s, ${(ms / this.#seeds).toFixed(1)} ms each`,
      `${this.#executions} executions, ${this.#events} events in ${this.#records} records, ${this.#steps} steps, ${hours} hours of simulated time`,
      `faults: ${faults.join(', ') || 'none'}`,
      this.broken.length === 0 ? 'every promise was kept' : `BROKEN: seeds ${this.broken.join(', ')}`,
      '',
    ].join('\n');
  }
}
