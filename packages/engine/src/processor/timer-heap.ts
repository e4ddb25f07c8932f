import type { EpochMs } from '@edgestep/shared';

/** What lies in the heap. `place` belongs to the heap: -1 outside of it. */
export interface HeapEntry {
  readonly dueAt: EpochMs;
  /** Of those that are due at once, the lower one is first. */
  readonly order: number;
  place: number;
}

/** A binary heap by `dueAt` whose entries know their place, so that any of them is removed in logarithmic time. */
export class TimerHeap<E extends HeapEntry> {
  readonly #entries: E[] = [];

  get size(): number {
    return this.#entries.length;
  }

  /** The entry that is due first. */
  get first(): E | undefined {
    return this.#entries[0];
  }

  push(entry: E): void {
    this.#put(entry, this.#entries.length);
    this.#rise(entry);
  }

  /** Takes an entry out; one that is not in the heap is ignored. */
  remove(entry: E): void {
    const { place } = entry;
    if (place < 0 || this.#entries[place] !== entry) return;
    const last = this.#entries.pop();
    entry.place = -1;
    if (last === undefined || last === entry) return;
    this.#put(last, place);
    this.#rise(last);
    this.#sink(last);
  }

  clear(): void {
    for (const entry of this.#entries) entry.place = -1;
    this.#entries.length = 0;
  }

  #put(entry: E, place: number): void {
    this.#entries[place] = entry;
    entry.place = place;
  }

  #rise(entry: E): void {
    while (entry.place > 0) {
      const parent = this.#entries[(entry.place - 1) >> 1];
      if (parent === undefined || !isBefore(entry, parent)) return;
      const { place } = parent;
      this.#put(parent, entry.place);
      this.#put(entry, place);
    }
  }

  #sink(entry: E): void {
    for (;;) {
      const child = this.#earlierChild(entry.place);
      if (child === undefined || !isBefore(child, entry)) return;
      const { place } = child;
      this.#put(child, entry.place);
      this.#put(entry, place);
    }
  }

  #earlierChild(place: number): E | undefined {
    const left = this.#entries[2 * place + 1];
    const right = this.#entries[2 * place + 2];
    if (left === undefined || right === undefined) return left;
    return isBefore(right, left) ? right : left;
  }
}

function isBefore(one: HeapEntry, other: HeapEntry): boolean {
  return one.dueAt < other.dueAt || (one.dueAt === other.dueAt && one.order < other.order);
}
