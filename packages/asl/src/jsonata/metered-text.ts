import { JsonataLimitError, stepsExceeded } from './jsonata-limit-error.ts';

/** A search for a literal text goes through so many characters for the price of one that a pattern is tried on. */
const searchedPerRead = 64;

/**
 * A text that counts how often it is read: what a match costs is known only from what the matcher looked at, for it
 * may look far behind the end of what it finds. A `String`, because matchers take no other object for a text.
 */
export class MeteredText extends String {
  readonly #text: string;
  readonly #readsMax: number;
  #reads = 0;

  constructor(text: string, readsMax: number) {
    super(text);
    this.#text = text;
    this.#readsMax = readsMax;
  }

  get reads(): number {
    return this.#reads;
  }

  /** Throws JsonataLimitError when the text has been read too often. */
  override charCodeAt(index: number): number {
    this.#count(1);
    return this.#text.charCodeAt(index);
  }

  override indexOf(searched: string, position = 0): number {
    const found = this.#text.indexOf(searched, position);
    this.#count(1 + ((found === -1 ? this.#text.length : found) - position) / searchedPerRead);
    return found;
  }

  #count(reads: number): void {
    this.#reads += reads;
    if (this.#reads > this.#readsMax) throw new JsonataLimitError(stepsExceeded);
  }
}
