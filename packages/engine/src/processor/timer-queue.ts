import type { FrameId, Timer } from '@edgestep/shared';

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
 * leaves the queue before it is due to fire, so that it fires once.
 */
export class TimerQueue implements Disposable {
  readonly #clock: Clock;
  readonly #onDue: (executionArn: string, timer: Timer) => void;
  readonly #heap = new TimerHeap<Entry>();
  readonly #executions = new Map<string, Map<TimerKey, Entry>>();
  #alarm: { readonly dueAt: number; readonly handle: Disposable } | undefined;

  constructor(clock: Clock, onDue: (executionArn: string, timer: Timer) => void) {
    this.#clock = clock;
    this.#onDue = onDue;
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
    const entry: Entry = { executionArn, timer, dueAt: timer.dueAt, place: -1 };
    timers.set(key, entry);
    this.#heap.push(entry);
    this.#arm();
  }

  /** Whether this very timer is waited for. */
  has(executionArn: string, timer: Timer): boolean {
    return this.#executions.get(executionArn)?.get(keyOf(timer))?.dueAt === timer.dueAt;
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
    this.#alarm?.handle[Symbol.dispose]();
    this.#alarm = undefined;
    this.#heap.clear();
    this.#executions.clear();
  }

  #forget(timers: Map<TimerKey, Entry>, entry: Entry): void {
    timers.delete(keyOf(entry.timer));
    this.#heap.remove(entry);
  }

  /** Sets the clock for the earliest timer. An alarm that rings too early does no harm, and is not taken back. */
  #arm(): void {
    const earliest = this.#heap.first;
    if (earliest === undefined || (this.#alarm !== undefined && this.#alarm.dueAt <= earliest.dueAt)) return;
    this.#alarm?.handle[Symbol.dispose]();
    const delayMs = Math.max(0, earliest.dueAt - this.#clock.now());
    const handle = this.#clock.setTimer(delayMs, () => this.#ring());
    this.#alarm = { dueAt: earliest.dueAt, handle };
  }

  #ring(): void {
    this.#alarm = undefined;
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
