import { resultCharactersMax, valueDepthMax } from '../limits/query-limits.ts';
import { JsonataLimitError, memoryExceeded } from './jsonata-limit-error.ts';

const scalarWeight = 8;
const containerWeight = 8;

/**
 * Weighs the values that an expression builds: a character counts one, any other scalar eight. Values share their
 * parts, so what is small in memory may be endless as a text; each container is walked once and its weight remembered.
 */
export class ValueScales {
  readonly #weights = new Map<object, number>();

  /** Throws JsonataLimitError when the value weighs too much or nests too deep. */
  weigh(value: unknown, depth = 0): number {
    if (typeof value === 'string') return limited(value.length);
    if (typeof value !== 'object' || value === null) return scalarWeight;
    const known = this.#weights.get(value);
    if (known !== undefined) return known;
    if (depth > valueDepthMax) throw new JsonataLimitError(memoryExceeded);
    const weight = isFunctionValue(value) ? 0 : this.#weighParts(value, depth + 1);
    this.#weights.set(value, weight + containerWeight);
    return weight + containerWeight;
  }

  #weighParts(container: object, depth: number): number {
    let weight = 0;
    if (Array.isArray(container)) {
      for (const item of container) weight = limited(weight + this.weigh(item, depth));
    } else {
      for (const [key, member] of Object.entries(container)) {
        weight = limited(weight + key.length + this.weigh(member, depth));
      }
    }
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
