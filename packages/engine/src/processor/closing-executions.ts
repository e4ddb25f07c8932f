import type { Slot } from './slot.ts';

/** Executions that have ended, while their end is not durable, or not told to all who must hear of it. */
export class ClosingExecutions {
  readonly #slots = new Map<string, Slot>();

  add(slot: Slot): void {
    this.#slots.set(slot.executionArn, slot);
  }

  find(executionArn: string): Slot | undefined {
    return this.#slots.get(executionArn);
  }

  all(): Iterable<Slot> {
    return this.#slots.values();
  }

  /** A redrive has opened it again: what is left to tell of its former end is told of the next one. */
  reopened(executionArn: string): void {
    this.#slots.delete(executionArn);
  }

  /** Its end is told, when `told` resolves; until then it stays. */
  tell(executionArn: string, told: void | Promise<void>, onFault: (fault: unknown) => void): void {
    const slot = this.#slots.get(executionArn);
    const forget = () => {
      if (this.#slots.get(executionArn) === slot) this.#slots.delete(executionArn);
    };
    if (told === undefined) forget();
    else told.then(forget, onFault);
  }
}
