/** A signal that is aborted when the caller goes away, or has waited long enough. Disposal frees it. */
export class WaitLimit implements Disposable {
  readonly #controller = new AbortController();
  readonly #caller: AbortSignal;
  readonly #timer: NodeJS.Timeout;
  readonly #end = () => this.#controller.abort();

  constructor(caller: AbortSignal, waitMs: number) {
    this.#caller = caller;
    this.#timer = setTimeout(this.#end, waitMs);
    if (caller.aborted) this.#end();
    else caller.addEventListener('abort', this.#end, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#caller.removeEventListener('abort', this.#end);
  }
}
