import type { FrameId, Timer } from '@edgestep/shared';

import { Alarm } from './alarm.ts';
import type { Clock } from './clock.ts';
import { TimerHeap, type HeapEntry } from './timer-heap.ts';

interface Entry extends HeapEntry {
  readonly executionArn: string;
  readonly timer: Timer;
}

/** A timer's place within its execution: one of a cause for each frame. */
type TimerKey = `${number | 'execution'} ${Timer['cause']}`;

/**
 * All timers of a partition on one timer of the clock. A timer replaces the one of the same frame and cause; it
 * leaves the queue before it is due to fire, so that it fires once. Those that are due at once fire in the order in
 * which they were set.
 */
export class TimerQueue implements Disposable {
  readonly #clock: Clock;
  readonly #onDue: (executionArn: string, timer: Timer) => void;
  readonly #heap = new TimerHeap<Entry>();
  readonly #executions = new Map<string, Map<TimerKey, Entry>>();
  readonly #alarm: Alarm;
  #order = 0;

  constructor(clock: Clock, onDue: (executionArn: string, timer: Timer) => void) {
    this.#clock = clock;
    this.#onDue = onDue;
    this.#alarm = new Alarm(clock, () => this.#ring());
  }

  get size(): number {
    return this.#heap.size;
  }

  set(executionArn: string, timer: Timer): void {
    let timers = this.#executions.get(executionArn);
    if (timers === undefined) {
      timers = new Map();
      this.#executions.set(executionArn, timers);
    }
    const key = keyOf(timer);
    const replaced = timers.get(key);
    if (replaced !== undefined) this.#heap.remove(replaced);
    this.#order += 1;
    const entry: Entry = { executionArn, timer, dueAt: timer.dueAt, order: this.#order, place: -1 };
    timers.set(key, entry);
    this.#heap.push(entry);
    this.#arm();
  }

  /** Whether this very timer is waited for. */
  has(executionArn: string, timer: Timer): boolean {
    return this.#executions.get(executionArn)?.get(keyOf(timer))?.dueAt === timer.dueAt;
  }

  /** All timers of an execution, in the order in which they were set. */
  of(executionArn: string): readonly Timer[] {
    const timers = this.#executions.get(executionArn);
    if (timers === undefined) return [];
    const entries = [...timers.values()];
    if (entries.length > 1) entries.sort((one, other) => one.order - other.order);
    return entries.map(({ timer }) => timer);
  }

  /** Sets timers that were taken out before. What was set meanwhile in the place of one of them stays. */
  restore(executionArn: string, timers: readonly Timer[]): void {
    for (const timer of timers) {
      if (this.#executions.get(executionArn)?.has(keyOf(timer)) !== true) this.set(executionArn, timer);
    }
  }

  /** Forgets the timers of one frame. */
  clearFrame(executionArn: string, frame: FrameId): void {
    const timers = this.#executions.get(executionArn);
    if (timers === undefined) return;
    for (const entry of timers.values()) {
      if ('frame' in entry.timer && entry.timer.frame === frame) this.#forget(timers, entry);
    }
    if (timers.size === 0) this.#executions.delete(executionArn);
    this.#arm();
  }

  /** Forgets all timers of an execution. */
  clearExecution(executionArn: string): void {
    const timers = this.#executions.get(executionArn);
    if (timers === undefined) return;
    for (const entry of timers.values()) this.#heap.remove(entry);
    this.#executions.delete(executionArn);
    this.#arm();
  }

  [Symbol.dispose](): void {
    this.#alarm[Symbol.dispose]();
    this.#heap.clear();
    this.#executions.clear();
  }

  #forget(timers: Map<TimerKey, Entry>, entry: Entry): void {
    timers.delete(keyOf(entry.timer));
    this.#heap.remove(entry);
  }

  #arm(): void {
    const earliest = this.#heap.first;
    if (earliest !== undefined) this.#alarm.ringBy(earliest.dueAt);
  }

  #ring(): void {
    const now = this.#clock.now();
    for (let entry = this.#heap.first; entry !== undefined && entry.dueAt <= now; entry = this.#heap.first) {
      const timers = this.#executions.get(entry.executionArn);
      if (timers !== undefined) {
        this.#forget(timers, entry);
        if (timers.size === 0) this.#executions.delete(entry.executionArn);
      }
      this.#onDue(entry.executionArn, entry.timer);
    }
    this.#arm();
  }
}

function keyOf(timer: Timer): TimerKey {
  return 'frame' in timer ? `${timer.frame} ${timer.cause}` : `execution ${timer.cause}`;
}
