import type { EpochMs, Timer } from '@edgestep/shared';

import type { ParkedStates } from '../../ports/parked-states.ts';
import type { ExecutionState } from '../../state/execution-state.ts';
import { parseExecution } from '../../state/snapshot/snapshot-format.ts';
import { Alarm } from '../alarm.ts';
import type { Clock } from '../clock.ts';
import type { SweepFinding } from '../sweep.ts';
import { DueHeap } from './due-heap.ts';
import { parkedText, readParkings, writeParked, type Parkings } from './parked-format.ts';
import { ParkedTable, type ParkedRow } from './parked-table.ts';

/** So many are woken by their timers before everything else gets its turn. */
const DUE_AT_ONCE = 500;
/** A timer that is late by so much, at two sweeps in a row, was lost: no queue of due ones is as long. */
const OVERDUE_MS = 60_000;

/** An execution on its way out of the heap. */
export interface Parking extends Parkings, ParkedRow {
  /** What `executionText` made of its state, which may be in UTF-8 already. */
  readonly text: Uint8Array | string;
}

/** An execution on its way back. */
export interface WokenExecution extends Parkings {
  readonly state: ExecutionState;
  readonly sequence: number;
}

/**
 * The executions of a partition that wait outside of the heap: a row for each stays in memory, its state lies in a
 * `ParkedStates`. What is parked is durable and at rest; whatever comes for it wakes it first.
 */
export class ParkedExecutions implements Disposable {
  readonly #store: ParkedStates;
  readonly #clock: Clock;
  readonly #table = new ParkedTable();
  readonly #due = new DueHeap();
  readonly #alarm: Alarm;
  #onDue: ((executionArn: string) => void) | undefined;
  /** The time of the last sweep. */
  #sweptAt: EpochMs | undefined;

  /** Owns the store from now on. */
  constructor(store: ParkedStates, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
    this.#alarm = new Alarm(clock, () => this.#ring());
  }

  get size(): number {
    return this.#table.size;
  }

  has(executionArn: string): boolean {
    return this.#table.has(executionArn);
  }

  /** From now on `onDue` hears of executions whose first timer is due: it has to wake them. */
  begin(onDue: (executionArn: string) => void): void {
    this.#onDue = onDue;
    this.#arm();
  }

  /** Parks an execution that is not parked. Throws what the store throws: the execution is not parked then. */
  park(parking: Parking): void {
    const id = this.#table.nextId();
    this.#store.put(id, writeParked(parking, parking.text));
    this.#table.put(id, parking);
    const dueAt = earliest(parking.timers);
    if (dueAt !== undefined) this.#due.set(id, dueAt);
    this.#arm();
  }

  /** Brings an execution back; undefined when it is not parked here. Throws when the store has lost it. */
  wake(executionArn: string): WokenExecution | undefined {
    const id = this.#table.idOf(executionArn);
    const row = id === undefined ? undefined : this.#table.row(id);
    if (id === undefined || row === undefined) return undefined;
    const bytes = this.#store.get(id);
    const { timers, beats } = readParkings(bytes);
    const woken = { state: parseExecution(parkedText(bytes)), sequence: row.sequence, timers, beats };
    this.#forget(id);
    return woken;
  }

  /** Forgets an execution, of which something newer is known. */
  forget(executionArn: string): void {
    const id = this.#table.idOf(executionArn);
    if (id !== undefined) this.#forget(id);
  }

  /** Forgets all: what was parked came from a source that can't be relied on. */
  clear(): void {
    for (const id of this.#table.ids()) this.#forget(id);
  }

  /** The numbers of all, for a snapshot. */
  ids(): readonly number[] {
    return this.#table.ids();
  }

  /** The state under a number, as a snapshot has it; undefined when that execution is no longer parked. */
  takenDown(id: number): { readonly text: Uint8Array; readonly sequence: number } | undefined {
    const row = this.#table.row(id);
    if (row === undefined) return undefined;
    return { text: parkedText(this.#store.get(id)), sequence: row.sequence };
  }

  children(): Iterable<{ readonly executionArn: string; readonly mapRunArn: string }> {
    return this.#table.children();
  }

  /** The states of those whose tasks somebody on this node holds, or would hold. They stay where they are. */
  *withHeldTasks(): Generator<ExecutionState> {
    for (const id of this.#table.ids()) {
      if (this.#table.row(id)?.wait.onHeldTask !== true) continue;
      yield parseExecution(parkedText(this.#store.get(id)));
    }
  }

  /**
   * E4, proven for all that is parked, without waking it: each has a cause, and no timer is lost. When the process stood
   * still, or the clock was set, a sweep may come by before the timers that are due have had their turn: what was not
   * late before is left to them.
   */
  *unsound(now: EpochMs): Generator<SweepFinding> {
    const lostBefore = Math.min(now, this.#sweptAt ?? 0) - OVERDUE_MS;
    this.#sweptAt = now;
    for (const id of this.#table.ids()) {
      const row = this.#table.row(id);
      if (row === undefined) continue;
      const { executionArn, wait } = row;
      const dueAt = this.#due.dueAt(id);
      if (!wait.onTimer && !wait.onTask) yield { executionArn, missing: 'cause' };
      else if (wait.onTimer && dueAt === undefined) yield { executionArn, missing: 'timer' };
      else if (dueAt !== undefined && dueAt < lostBefore) yield { executionArn, missing: 'timer' };
    }
  }

  [Symbol.dispose](): void {
    this.#alarm[Symbol.dispose]();
    this.#store[Symbol.dispose]();
  }

  #forget(id: number): void {
    this.#store.delete(id);
    this.#table.delete(id);
    this.#due.remove(id);
  }

  #arm(): void {
    const first = this.#due.first;
    const dueAt = first === undefined ? undefined : this.#due.dueAt(first);
    if (dueAt !== undefined && this.#onDue !== undefined) this.#alarm.ringBy(dueAt);
  }

  #ring(): void {
    const now = this.#clock.now();
    for (let woken = 0; woken < DUE_AT_ONCE; woken += 1) {
      const id = this.#due.first;
      const dueAt = id === undefined ? undefined : this.#due.dueAt(id);
      if (id === undefined || dueAt === undefined || dueAt > now) break;
      this.#due.remove(id);
      const row = this.#table.row(id);
      if (row !== undefined) this.#onDue?.(row.executionArn);
    }
    this.#arm();
  }
}

function earliest(timers: readonly Timer[]): EpochMs | undefined {
  let first: EpochMs | undefined;
  for (const { dueAt } of timers) first = first === undefined ? dueAt : Math.min(first, dueAt);
  return first;
}
