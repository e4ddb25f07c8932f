import type { EpochMs } from '@edgestep/shared';

interface Entry<T> {
  readonly dueAt: EpochMs;
  readonly key: string;
  readonly value: T;
}

/**
 * What is to happen, in virtual time. Of things that are due at the same time the one that was set first comes first,
 * so that a run is the same every time.
 */
export class Agenda<T> {
  readonly #entries: Entry<T>[] = [];

  /** When the next thing is due; undefined for an empty agenda. */
  get nextDue(): EpochMs | undefined {
    return this.#entries[0]?.dueAt;
  }

  /** Sets what happens under a key, in place of what the key had. */
  set(key: string, dueAt: EpochMs, value: T): void {
    this.drop((each) => each === key);
    const entry = { dueAt, key, value };
    // What is set later is due later among equals, so that the first entry that is due after this one is its successor.
    const place = this.#entries.findIndex((each) => each.dueAt > dueAt);
    this.#entries.splice(place < 0 ? this.#entries.length : place, 0, entry);
  }

  /** Takes the next thing out. */
  shift(): T | undefined {
    return this.#entries.shift()?.value;
  }

  /** Drops everything whose key answers true. */
  drop(isVoid: (key: string) => boolean): void {
    for (let index = this.#entries.length - 1; index >= 0; index -= 1) {
      if (isVoid(this.#entries[index]?.key ?? '')) this.#entries.splice(index, 1);
    }
  }
}
