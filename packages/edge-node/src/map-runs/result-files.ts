/** One file of results, as the manifest names it. */
export interface ResultFile {
  readonly Key: string;
  readonly Size: number;
}

/** A file is closed when it has so many bytes. */
const FILE_BYTES_MAX = 16_777_216;

/** Writes results of one status into as many files as it takes: `SUCCEEDED_0.json`, `SUCCEEDED_1.json`, … */
export class ResultFiles {
  readonly files: ResultFile[] = [];
  readonly #options: {
    readonly name: string;
    readonly outputType: 'JSON' | 'JSONL';
    readonly write: (key: string, content: Uint8Array) => Promise<void>;
  };
  #entries: string[] = [];
  #bytes = 0;

  /** `name` is the key up to the number. */
  constructor(options: {
    readonly name: string;
    readonly outputType: 'JSON' | 'JSONL';
    readonly write: (key: string, content: Uint8Array) => Promise<void>;
  }) {
    this.#options = options;
  }

  /** Adds a result, given as JSON text. */
  async add(entry: string): Promise<void> {
    this.#entries.push(entry);
    this.#bytes += entry.length;
    if (this.#bytes >= FILE_BYTES_MAX) await this.close();
  }

  /** Writes what is left. */
  async close(): Promise<void> {
    if (this.#entries.length === 0) return;
    const { name, outputType, write } = this.#options;
    const text = outputType === 'JSON' ? `[${this.#entries.join(',')}]` : `${this.#entries.join('\n')}\n`;
    const content = new TextEncoder().encode(text);
    const Key = `${name}_${this.files.length}.${outputType === 'JSON' ? 'json' : 'jsonl'}`;
    this.#entries = [];
    this.#bytes = 0;
    await write(Key, content);
    this.files.push({ Key, Size: content.length });
  }
}
