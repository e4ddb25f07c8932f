import type { ServerResponse } from 'node:http';

/** One request that has arrived and is not answered yet. */
export interface CallUnderWay {
  readonly signal: AbortSignal;
  /** Says that the call waits for something that may never come: closing ends it at once instead of waiting. */
  endsOnClose(): void;
}

interface Entry {
  readonly response: ServerResponse;
  readonly controller: AbortController;
  waiting: boolean;
}

/** How long a handler has to answer after its signal was aborted, before its connection is cut. */
const ABORT_GRACE_MS = 500;

/**
 * The calls of one front door that are under way. It owns their abort signals:
 * C1 a call's signal is aborted when its client goes away before the answer is sent;
 * C2 `drain` settles only when no call is under way, or its time and the grace after it are over.
 */
export class CallsUnderWay {
  readonly #entries = new Set<Entry>();
  #draining = false;
  #emptied = Promise.withResolvers<void>();

  /** Notes a call until its response is finished or its connection is gone (C1). */
  begin(response: ServerResponse): CallUnderWay {
    const entry: Entry = { response, controller: new AbortController(), waiting: false };
    this.#entries.add(entry);
    if (this.#draining) closeAfter(response);
    response.once('close', () => {
      if (!response.writableFinished) entry.controller.abort(new Error('The client went away.'));
      this.#entries.delete(entry);
      if (this.#entries.size === 0) this.#emptied.resolve();
    });
    return {
      signal: entry.controller.signal,
      endsOnClose: () => {
        entry.waiting = true;
        if (this.#draining) abortForClose(entry);
      },
    };
  }

  /** Ends the calls that wait, then waits for the others, then aborts what is left (C2). */
  async drain(timeoutMs: number): Promise<void> {
    this.#draining = true;
    for (const entry of this.#entries) {
      closeAfter(entry.response);
      if (entry.waiting) abortForClose(entry);
    }
    await this.#emptiedWithin(timeoutMs);
    for (const entry of this.#entries) abortForClose(entry);
    await this.#emptiedWithin(ABORT_GRACE_MS);
  }

  async #emptiedWithin(timeoutMs: number): Promise<void> {
    if (this.#entries.size === 0) return;
    this.#emptied = Promise.withResolvers();
    const timeout = Promise.withResolvers<void>();
    const timer = setTimeout(timeout.resolve, timeoutMs);
    await Promise.race([this.#emptied.promise, timeout.promise]);
    clearTimeout(timer);
  }
}

/** Lets the connection end with this answer, so that its client looks for another server. */
function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.shouldKeepAlive = false;
}

function abortForClose(entry: Entry): void {
  entry.controller.abort(new Error('The front door closes.'));
}
