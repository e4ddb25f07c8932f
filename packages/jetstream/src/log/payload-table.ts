import { isJsonArray, type Json } from '@edgestep/shared';

/**
 * Where a payload lies in a record: `[i]` is the table's entry i, `[i, j]` element j of the array in entry i (an item
 * that a Map iterates over). In a stored event an array is always such a reference, since every array and every
 * object is kept in the table; short strings and other scalars stand where they are.
 */
export type PayloadRef = readonly [number] | readonly [number, number];

/** Longer strings are kept in the table as well: an execution hands the same text from state to state. */
const INLINE_STRING_MAX = 48;

/** Collects the payloads of one record. What is the same object is stored once. */
export class PayloadWriter {
  readonly payloads: Json[] = [];
  readonly #refs = new Map<Json, PayloadRef>();

  /** What stands in the event in the place of the payload. */
  place(payload: Json): Json {
    if (payload === null || !isKeptInTable(payload)) return payload;
    const known = this.#refs.get(payload);
    if (known !== undefined) return known;
    const ref = [this.payloads.length] as const;
    this.payloads.push(payload);
    this.#refs.set(payload, ref);
    return ref;
  }

  /** As `place`, for an array whose elements will be payloads of their own. */
  placeWithElements(items: readonly Json[]): Json {
    const ref = this.place(items);
    const [entry] = this.#refs.get(items) ?? [0];
    for (const [index, item] of items.entries()) {
      if (item !== null && isKeptInTable(item) && !this.#refs.has(item)) this.#refs.set(item, [entry, index]);
    }
    return ref;
  }
}

function isKeptInTable(payload: Exclude<Json, null>): boolean {
  return typeof payload === 'object' || (typeof payload === 'string' && payload.length > INLINE_STRING_MAX);
}

/** The payload that `place` put somewhere. Throws a TypeError when the table has no such entry. */
export function resolvePayload(payloads: readonly Json[], placed: Json): Json {
  if (!isJsonArray(placed)) return placed;
  const [entry = -1, element] = placed.map(Number);
  const payload = payloads[entry];
  if (payload === undefined) throw new TypeError(`the record has no payload ${entry}`);
  if (element === undefined) return payload;
  const item = isJsonArray(payload) ? payload[element] : undefined;
  if (item === undefined) throw new TypeError(`payload ${entry} of the record has no element ${element}`);
  return item;
}
