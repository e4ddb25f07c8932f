/**
 * Chance by a seed (mulberry32): the same seed gives the same numbers on every machine. Nothing of a simulation takes
 * chance from anywhere else.
 */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** An integer from `min` to `max`, both included. */
  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of the choices. Throws a RangeError for none. */
  pick<T>(choices: readonly T[]): T {
    const choice = choices[this.int(0, choices.length - 1)];
    if (choice === undefined) throw new RangeError('there is nothing to choose from');
    return choice;
  }

  /**
   * Chance of its own for one part of a world: what that part draws does not change what others draw. `name` tells
   * the parts of one seed apart.
   */
  fork(name: string): SeededRandom {
    let hash = this.#state ^ 0x811c9dc5;
    for (let index = 0; index < name.length; index += 1) {
      hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
    }
    return new SeededRandom(hash);
  }

  /** A version 4 UUID. */
  uuid(): string {
    const digits = Array.from({ length: 30 }, () => this.int(0, 15).toString(16)).join('');
    const group = (from: number, to: number) => digits.slice(from, to);
    return `${group(0, 8)}-${group(8, 12)}-4${group(12, 15)}-a${group(15, 18)}-${group(18, 30)}`;
  }
}
