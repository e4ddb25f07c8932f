/** Where a command writes: for people as text, for scripts as JSON. */
export interface Terminal {
  readonly format: 'text' | 'json';
  /** Whether the text may be drawn over and coloured. */
  readonly interactive: boolean;
  readonly columns: number;
  /** A result: one JSON document a line for scripts, or the text for people. */
  result(value: unknown, text: () => string): void;
  /** A remark that is no result: standard error, so that pipes stay clean. */
  note(text: string): void;
  /** Raw text on standard output; for live views. */
  write(text: string): void;
}

export function createTerminal(format: 'text' | 'json'): Terminal {
  return {
    format,
    interactive: format === 'text' && process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
    columns: process.stdout.columns ?? 100,
    result(value, text) {
      process.stdout.write(`${format === 'json' ? JSON.stringify(value) : text()}\n`);
    },
    note(text) {
      process.stderr.write(`${text}\n`);
    },
    write(text) {
      process.stdout.write(text);
    },
  };
}
