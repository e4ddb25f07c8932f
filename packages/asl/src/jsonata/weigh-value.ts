import { resultCharactersMax, valueDepthMax } from '../limits/query-limits.ts';
import { JsonataLimitError, memoryExceeded } from './jsonata-limit-error.ts';

/**
 * Weighs the values that an expression builds: a character counts one, a number eight. Values share their parts, so
 * what is small in memory may be endless as a text; each container is walked once and its weight remembered.
 */
export class ValueScales {
  readonly #weights = new Map<object, number>();

  /** Throws JsonataLimitError when the value weighs too much or nests too deep. */
  weigh(value: unknown, depth = 0): number {
    if (typeof value === 'string') return limited(value.length);
    if (typeof value !== 'object' || value === null) return 8;
    const known = this.#weights.get(value);
    if (known !== undefined) return known;
    if (depth > valueDepthMax || isFunctionValue(value))
      return this.#remember(value, depth > valueDepthMax ? Infinity : 8);
    let weight = 8;
    if (Array.isArray(value)) {
      for (const item of value) weight = limited(weight + this.weigh(item, depth + 1));
    } else {
      for (const [key, member] of Object.entries(value)) {
        weight = limited(weight + key.length + this.weigh(member, depth + 1));
      }
    }
    return this.#remember(value, weight);
  }

  #remember(value: object, weight: number): number {
    this.#weights.set(value, limited(weight));
    return weight;
  }
}

/** True for the objects that stand for functions in jsonata: their members are no data. */
export function isFunctionValue(value: object): boolean {
  return '_jsonata_lambda' in value || '_jsonata_function' in value;
}

function limited(weight: number): number {
  if (weight > resultCharactersMax) throw new JsonataLimitError(memoryExceeded);
  return weight;
}
