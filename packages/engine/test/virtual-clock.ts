import type { Clock } from '../src/processor/clock.ts';

interface Alarm {
  readonly dueAt: number;
  readonly callback: () => void;
}

/** A clock that stands still until a test moves it. */
export class VirtualClock implements Clock {
  #now: number;
  readonly #alarms = new Set<Alarm>();

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  setTimer(delayMs: number, callback: () => void): Disposable {
    const alarm = { dueAt: this.#now + delayMs, callback };
    this.#alarms.add(alarm);
    return { [Symbol.dispose]: () => void this.#alarms.delete(alarm) };
  }

  /** When the next alarm rings; undefined without one. */
  get nextAlarm(): number | undefined {
    let next: number | undefined;
    for (const { dueAt } of this.#alarms) next = next === undefined ? dueAt : Math.min(next, dueAt);
    return next;
  }

  /** Moves on to `time`; every alarm on the way rings at its own time. */
  advanceTo(time: number): void {
    for (let next = this.nextAlarm; next !== undefined && next <= time; next = this.nextAlarm) {
      this.#now = Math.max(this.#now, next);
      for (const alarm of [...this.#alarms]) {
        if (alarm.dueAt > this.#now || !this.#alarms.delete(alarm)) continue;
        alarm.callback();
      }
    }
    this.#now = Math.max(this.#now, time);
  }
}
