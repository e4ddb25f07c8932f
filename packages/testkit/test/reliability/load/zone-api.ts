import { createClient, EdgestepApiError, type EdgestepClient } from '@edgestep/sdk';

import type { CallOutcome } from '../client-view.ts';
import type { SeededRandom } from '../seeded-random.ts';

/** A client that waits no longer has given the call up: it does not know what became of it. */
const PATIENCE_MS = 10_000;

/** What came of one attempt. */
export type Attempt<T> =
  | {
      readonly outcome: 'acknowledged';
      readonly askedAt: number;
      readonly answeredAt: number;
      readonly value: T;
    }
  | {
      readonly outcome: Exclude<CallOutcome, 'acknowledged'>;
      readonly askedAt: number;
      /** The error's name. */
      readonly error: string;
      /** What it says, with its HTTP status. */
      readonly words: string;
    };

/** The API of a zone, called at any of its addresses, once a call. */
export class ZoneApi {
  readonly #clients: readonly EdgestepClient[];
  readonly #random: SeededRandom;

  constructor(urls: readonly string[], random: SeededRandom) {
    this.#clients = urls.map((endpoint) => createClient({ endpoint, attemptsMax: 1 }));
    this.#random = random;
  }

  async call<T>(
    operation: (client: EdgestepClient, options: { readonly signal: AbortSignal }) => Promise<T>,
  ): Promise<Attempt<T>> {
    const askedAt = performance.now();
    try {
      const client = this.#random.pick(this.#clients);
      const value = await operation(client, { signal: AbortSignal.timeout(PATIENCE_MS) });
      return { outcome: 'acknowledged', askedAt, answeredAt: performance.now(), value };
    } catch (error) {
      return { askedAt, ...failureOf(error) };
    }
  }
}

/** The server gave the connection up before it had the whole request. */
const REQUEST_TIMEOUT = 408;

/** Only what the service said about the request itself is a refusal. */
function failureOf(error: unknown): {
  readonly outcome: 'refused' | 'unknown';
  readonly error: string;
  readonly words: string;
} {
  if (error instanceof EdgestepApiError) {
    const { status, name, message } = error;
    const isRefused = status >= 400 && status < 500 && status !== REQUEST_TIMEOUT;
    return {
      outcome: isRefused ? 'refused' : 'unknown',
      error: name,
      words: `${status} ${name}: ${message}`,
    };
  }
  if (error instanceof Error && error.name === 'TimeoutError') {
    return { outcome: 'unknown', error: error.name, words: error.message };
  }
  throw error;
}
