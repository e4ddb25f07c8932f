import type { Clock } from './clock.ts';

interface Alarm {
  readonly dueAt: number;
  readonly ring: () => void;
}

/** Time for tests: stands still while anything is to be done, then jumps to the next time that is waited for. */
export class VirtualClock implements Clock {
  #now = 0;
  #jumpScheduled = false;
  readonly #alarms: Alarm[] = [];

  now(): number {
    return this.#now;
  }

  until(timeMs: number): Promise<void> {
    return new Promise((ring) => {
      this.#alarms.push({ dueAt: timeMs, ring });
      this.#scheduleJump();
    });
  }

  /** Time passes while the thread is at work. */
  occupy(ms: number): void {
    this.#now += ms;
  }

  #scheduleJump(): void {
    if (this.#jumpScheduled || this.#alarms.length === 0) return;
    this.#jumpScheduled = true;
    // After every promise that is ready has had its turn.
    setImmediate(() => this.#jump());
  }

  #jump(): void {
    this.#jumpScheduled = false;
    this.#alarms.sort((one, other) => one.dueAt - other.dueAt);
    const next = this.#alarms.shift();
    if (next === undefined) return;
    this.#now = Math.max(this.#now, next.dueAt);
    next.ring();
    this.#scheduleJump();
  }
}
