import { timeOf } from '../readings/parse-reading.ts';

/** The messages of a device in a stretch of time, as they came. */
export interface MessageWindow {
  readonly room: string;
  readonly boot: string;
  /** Epoch milliseconds, `to` not included. */
  readonly from: number;
  readonly to: number;
  readonly messages: readonly string[];
}

export interface CollectorOptions {
  readonly windowMs: number;
  /** A window closes when a reading came that is so much later than its end. */
  readonly latenessMs: number;
}

interface OpenWindow {
  readonly from: number;
  readonly messages: Set<string>;
}

/**
 * Sorts a device's messages into windows by the time of the readings, not of their arrival. A message that comes
 * twice (MQTT, QoS 1) counts once; one that tells no time belongs to the window that is open when it comes.
 */
export class WindowCollector {
  readonly #options: CollectorOptions;
  readonly #room: string;
  readonly #boot: string;
  readonly #open = new Map<number, OpenWindow>();
  /** Came before any reading: they wait for the first window. */
  readonly #early = new Set<string>();
  #closedUntil = -Infinity;
  #late = 0;
  #repeated = 0;

  constructor(room: string, boot: string, options: CollectorOptions) {
    this.#room = room;
    this.#boot = boot;
    this.#options = options;
  }

  /** Readings that came after their window had closed. */
  get late(): number {
    return this.#late;
  }

  /** Messages that came more than once. */
  get repeated(): number {
    return this.#repeated;
  }

  /** Takes a message, and answers the windows that it closes. */
  add(text: string): MessageWindow[] {
    const at = timeOf(text);
    const window = at === undefined ? this.#latest() : this.#windowAt(at);
    const messages = window?.messages ?? (at === undefined ? this.#early : undefined);
    if (messages === undefined) this.#late += 1;
    else if (messages.has(text)) this.#repeated += 1;
    else messages.add(text);
    return at === undefined ? [] : this.#closeBefore(at - this.#options.latenessMs);
  }

  /** Closes what is open: the device has ended. */
  flush(): MessageWindow[] {
    return this.#closeBefore(Infinity);
  }

  #latest(): OpenWindow | undefined {
    return [...this.#open.values()].reduce<OpenWindow | undefined>(
      (latest, window) => (latest === undefined || window.from > latest.from ? window : latest),
      undefined,
    );
  }

  #windowAt(at: number): OpenWindow | undefined {
    const from = Math.floor(at / this.#options.windowMs) * this.#options.windowMs;
    if (from < this.#closedUntil) return undefined;
    let window = this.#open.get(from);
    if (window === undefined) {
      window = { from, messages: new Set(this.#early) };
      this.#early.clear();
      this.#open.set(from, window);
    }
    return window;
  }

  #closeBefore(time: number): MessageWindow[] {
    const { windowMs } = this.#options;
    const closing = [...this.#open.values()]
      .filter(({ from }) => from + windowMs <= time)
      .toSorted((a, b) => a.from - b.from);
    return closing.map(({ from, messages }) => {
      this.#open.delete(from);
      this.#closedUntil = from + windowMs;
      return { room: this.#room, boot: this.#boot, from, to: from + windowMs, messages: [...messages] };
    });
  }
}
