import type { Clock } from '@edgestep/engine';

import type { Scheduler } from './scheduler.ts';
import type { SimulatedProcess } from './simulated-process.ts';

/** When a world's wall clocks begin. */
const WORLD_BEGINS_AT = Date.UTC(2026, 0, 1);

/** The wall clock of a machine: it can be wrong, and jump. It outlives the processes on it. */
export interface WallClock {
  offsetMs: number;
}

/** Time as a process sees it: timers run by the monotonic clock, `now` reads the machine's wall clock. */
export class SimulatedClock implements Clock {
  readonly #scheduler: Scheduler;
  readonly #process: SimulatedProcess;
  readonly #wall: WallClock;

  constructor(scheduler: Scheduler, process: SimulatedProcess, wall: WallClock) {
    this.#scheduler = scheduler;
    this.#process = process;
    this.#wall = wall;
  }

  now(): number {
    return WORLD_BEGINS_AT + this.#scheduler.now + this.#wall.offsetMs;
  }

  setTimer(delayMs: number, callback: () => void): Disposable {
    return this.#scheduler.after(Math.ceil(delayMs), this.#process, callback);
  }

  /** Resolves after `delayMs`; never, when the process dies before. */
  sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => void this.setTimer(delayMs, resolve));
  }
}
