import { Pool, type Dispatcher } from 'undici';

/**
 * Posts JSON over HTTP connections that stay open, one call at a time on each, with as little of its own as can be:
 * the client is not what is measured, takes from the same cores, and is the same for every system.
 */
export class JsonCaller implements Disposable {
  readonly #path: string;
  readonly #pool: Pool;

  constructor(url: string) {
    const { origin, pathname } = new URL(url);
    this.#path = pathname.replace(/\/$/, '');
    this.#pool = new Pool(origin, { pipelining: 1 });
  }

  /** Answers the body. Rejects for any status but 200. */
  post(path: string, body: string, headers: Readonly<Record<string, string>>): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const request = { path: this.#path + path || '/', method: 'POST' as const, headers, body };
    this.#pool.dispatch(request, new Answer(resolve, reject));
    return promise;
  }

  [Symbol.dispose](): void {
    void this.#pool.destroy();
  }
}

class Answer implements Dispatcher.DispatchHandler {
  readonly #resolve: (body: string) => void;
  readonly #reject: (error: unknown) => void;
  readonly #chunks: Buffer[] = [];
  #status = 0;

  constructor(resolve: (body: string) => void, reject: (error: unknown) => void) {
    this.#resolve = resolve;
    this.#reject = reject;
  }

  onRequestStart(): void {}

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.#status = status;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [first] = this.#chunks;
    const bytes = first !== undefined && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
    const body = bytes.toString();
    if (this.#status === 200) this.#resolve(body);
    else this.#reject(new Error(`HTTP ${this.#status} ${body}`));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#reject(error);
  }
}
