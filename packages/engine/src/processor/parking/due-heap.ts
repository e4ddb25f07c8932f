import type { EpochMs } from '@edgestep/shared';

const CAPACITY_MIN = 1_024;
const NOWHERE = -1;

/**
 * When each of many small numbered things is due, and which one is first: a binary heap in typed arrays, 16 bytes for
 * each number, whatever its order.
 */
export class DueHeap {
  #size = 0;
  /** By number. */
  #dueAt = new Float64Array(CAPACITY_MIN);
  /** By number: where it is in the heap. */
  #places = new Int32Array(CAPACITY_MIN).fill(NOWHERE);
  #heap = new Int32Array(CAPACITY_MIN);

  get size(): number {
    return this.#size;
  }

  /** The number that is due first. */
  get first(): number | undefined {
    return this.#size === 0 ? undefined : this.#heap[0];
  }

  /** When a number is due; undefined when it is not in the heap. */
  dueAt(id: number): EpochMs | undefined {
    return (this.#places[id] ?? NOWHERE) === NOWHERE ? undefined : this.#dueAt[id];
  }

  /** Puts a number in, or changes when it is due. Numbers are whole, from 0, and better dense. */
  set(id: number, dueAt: EpochMs): void {
    this.remove(id);
    while (id >= this.#places.length) this.#grow();
    this.#dueAt[id] = dueAt;
    this.#size += 1;
    this.#put(id, this.#size - 1);
    this.#rise(id);
  }

  /** Takes a number out; one that is not in the heap is ignored. */
  remove(id: number): void {
    const place = this.#places[id] ?? NOWHERE;
    if (place === NOWHERE) return;
    this.#size -= 1;
    const last = at(this.#heap, this.#size);
    this.#places[id] = NOWHERE;
    if (last === id) return;
    this.#put(last, place);
    this.#rise(last);
    this.#sink(last);
  }

  clear(): void {
    this.#size = 0;
    this.#places.fill(NOWHERE);
  }

  #grow(): void {
    const capacity = this.#places.length * 2;
    const places = new Int32Array(capacity).fill(NOWHERE);
    places.set(this.#places);
    const dueAt = new Float64Array(capacity);
    dueAt.set(this.#dueAt);
    const heap = new Int32Array(capacity);
    heap.set(this.#heap);
    this.#places = places;
    this.#dueAt = dueAt;
    this.#heap = heap;
  }

  #put(id: number, place: number): void {
    this.#heap[place] = id;
    this.#places[id] = place;
  }

  #rise(id: number): void {
    for (let place = at(this.#places, id); place > 0;) {
      const above = (place - 1) >> 1;
      const parent = at(this.#heap, above);
      if (at(this.#dueAt, parent) <= at(this.#dueAt, id)) return;
      this.#put(parent, place);
      this.#put(id, above);
      place = above;
    }
  }

  #sink(id: number): void {
    for (let place = at(this.#places, id); ;) {
      const below = this.#earlierBelow(place);
      if (below === undefined) return;
      const child = at(this.#heap, below);
      if (at(this.#dueAt, id) <= at(this.#dueAt, child)) return;
      this.#put(child, place);
      this.#put(id, below);
      place = below;
    }
  }

  #earlierBelow(place: number): number | undefined {
    const left = 2 * place + 1;
    const right = left + 1;
    if (left >= this.#size) return undefined;
    if (right >= this.#size) return left;
    const isRight = at(this.#dueAt, at(this.#heap, right)) < at(this.#dueAt, at(this.#heap, left));
    return isRight ? right : left;
  }
}

/** What lies at an index that is known to be inside of the array. */
function at(array: Float64Array | Int32Array, index: number): number {
  return array[index] ?? 0;
}
