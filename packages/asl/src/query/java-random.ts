const multiplier = 0x5deece66dn;
const addend = 0xbn;
const mask = (1n << 48n) - 1n;

/**
 * The generator of `java.util.Random`, the one that AWS draws from when an expression gives a seed: the same
 * seed draws the same numbers here and there.
 */
export class JavaRandom {
  #state: bigint;

  constructor(seed: bigint) {
    this.#state = (seed ^ multiplier) & mask;
  }

  /** A number in [0, 1): `Random.nextDouble()`. */
  nextDouble(): number {
    const high = this.#next(26);
    return Number((high << 27n) + this.#next(27)) * 2 ** -53;
  }

  /** An integer in [origin, bound): `RandomGenerator.nextLong(origin, bound)`. `origin` lies below `bound`. */
  nextBetween(origin: bigint, bound: bigint): bigint {
    const size = bound - origin;
    if ((size & (size - 1n)) === 0n) return (this.#nextLong() & (size - 1n)) + origin;
    for (;;) {
      const draw = BigInt.asUintN(64, this.#nextLong()) >> 1n;
      const remainder = draw % size;
      // What is left of the last, incomplete round of `size` would be drawn too often.
      if (draw + size - 1n - remainder < 1n << 63n) return remainder + origin;
    }
  }

  #nextLong(): bigint {
    const high = BigInt.asIntN(32, this.#next(32));
    return BigInt.asIntN(64, (high << 32n) + BigInt.asIntN(32, this.#next(32)));
  }

  #next(bits: number): bigint {
    this.#state = (this.#state * multiplier + addend) & mask;
    return this.#state >> BigInt(48 - bits);
  }
}
