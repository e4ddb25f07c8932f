import type { Terminal } from '../terminal/terminal.ts';

const INTERVAL_MS = 1_000;

/** Tells how far a long command is: once a second at most, on standard error. */
export class ProgressLine {
  readonly #terminal: Terminal;
  #toldAt = performance.now();

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  tell(text: () => string): void {
    const now = performance.now();
    if (now - this.#toldAt < INTERVAL_MS) return;
    this.#toldAt = now;
    this.#terminal.note(text());
  }
}
