import { EdgestepError, type Json } from '@edgestep/shared';

/**
 * The payloads of one execution, each once: states share them by reference, and so they do again after a restore.
 * A payload is referred to by its place in the table.
 */
export class PayloadWriter {
  readonly payloads: Json[] = [];
  readonly #places = new Map<object, number>();

  put(value: Json): number {
    if (typeof value !== 'object' || value === null) return this.payloads.push(value) - 1;
    const known = this.#places.get(value);
    if (known !== undefined) return known;
    const place = this.payloads.push(value) - 1;
    this.#places.set(value, place);
    return place;
  }
}

export class PayloadReader {
  readonly #payloads: readonly Json[];

  constructor(payloads: readonly Json[]) {
    this.#payloads = payloads;
  }

  get(place: number): Json {
    const value = this.#payloads[place];
    if (value !== undefined) return value;
    throw new EdgestepError('log-damaged', `A snapshot refers to payload ${place}, which it does not hold`);
  }
}
