import type { TaskSlot, TaskSlots } from './task-slots.ts';

/** So long handlers may keep the event loop before the worker looks at what else there is: cancels, its own beats. */
const TURN_MS = 5;

/** A task that has come with others, and is either begun or refused. */
export interface ArrivedTask {
  begin(slot: TaskSlot): void;
  refuse(): void;
}

/**
 * Tasks that came in batches, on their way to slots. In each turn of the event loop as many begin as find a slot;
 * the others wait for the next turn as long as some did (quick ones have given their slots back by then), and are
 * refused when none did: what waits here is with a worker that goes on.
 */
export class BatchIntake {
  readonly #slots: TaskSlots;
  #arrived: ArrivedTask[] = [];
  #isWorking = false;

  constructor(slots: TaskSlots) {
    this.#slots = slots;
  }

  add(tasks: readonly ArrivedTask[]): void {
    this.#arrived = this.#arrived.length === 0 ? [...tasks] : [...this.#arrived, ...tasks];
    if (!this.#isWorking) this.#work();
  }

  #work(): void {
    const begun = this.#beginSome();
    if (begun === 0) for (const task of this.#arrived.splice(0)) task.refuse();
    else this.#arrived.splice(0, begun);
    this.#isWorking = this.#arrived.length > 0;
    if (this.#isWorking) setImmediate(() => this.#work());
  }

  #beginSome(): number {
    const endAt = performance.now() + TURN_MS;
    let begun = 0;
    for (const task of this.#arrived) {
      const slot = this.#slots.take();
      if (slot === undefined) break;
      task.begin(slot);
      begun += 1;
      if (performance.now() >= endAt) break;
    }
    return begun;
  }
}
