import { openSqliteParkedStates } from '@edgestep/engine';

type ParkedStates = ReturnType<typeof openSqliteParkedStates>;

/** States outside of the heap, whose number can be known: what parks them is not to be measured. */
export class CountedParkedStates implements ParkedStates {
  readonly #states = openSqliteParkedStates(':memory:');
  readonly #ids = new Set<number>();

  get count(): number {
    return this.#ids.size;
  }

  put(id: number, bytes: Uint8Array): void {
    this.#states.put(id, bytes);
    this.#ids.add(id);
  }

  get(id: number): Uint8Array {
    return this.#states.get(id);
  }

  delete(id: number): void {
    this.#states.delete(id);
    this.#ids.delete(id);
  }

  [Symbol.dispose](): void {
    this.#states[Symbol.dispose]();
  }
}
