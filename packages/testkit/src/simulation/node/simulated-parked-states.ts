import type { ParkedStates } from '@edgestep/engine';

import { SimulatedFailure } from '../faults/simulated-failure.ts';

/** Where waiting executions leave the heap for: gone with the process, and, when `fails` says so, out of order. */
export class SimulatedParkedStates implements ParkedStates {
  readonly #states = new Map<number, Uint8Array>();
  readonly #fails: () => boolean;

  constructor(fails: () => boolean) {
    this.#fails = fails;
  }

  put(id: number, bytes: Uint8Array): void {
    if (this.#fails()) throw new SimulatedFailure('the disk of parked states is full');
    this.#states.set(id, bytes.slice());
  }

  get(id: number): Uint8Array {
    const bytes = this.#states.get(id);
    if (bytes === undefined) throw new RangeError(`nothing is parked under ${id}`);
    if (this.#fails()) throw new SimulatedFailure('the disk of parked states cannot be read');
    return bytes.slice();
  }

  delete(id: number): void {
    this.#states.delete(id);
  }

  [Symbol.dispose](): void {
    this.#states.clear();
  }
}
