import type { BackoffPolicy } from '../backoff.ts';

/** How to reach the API of a zone or of the control plane. */
export interface ClientOptions {
  /** The address of the API, for instance `http://127.0.0.1:7401`. */
  readonly endpoint: string;
  /** A bearer token, or what answers the current one; it is asked before every attempt. */
  readonly token?: string | (() => string | Promise<string>);
  /** Stands in for the global `fetch`. */
  readonly fetch?: typeof fetch;
  /** Attempts of a call in all, the first included; 5 when it is left out. */
  readonly attemptsMax?: number;
  /** The delays between attempts; full jitter up to 100 ms · 2^n, at most 5 s, when it is left out. */
  readonly backoff?: BackoffPolicy;
}

/** What any call takes besides its input. */
export interface CallOptions {
  /** Gives the call up, between attempts and during them; the call throws the signal's reason. */
  readonly signal?: AbortSignal;
}

export const ATTEMPTS_MAX_DEFAULT = 5;
export const BACKOFF_DEFAULT: BackoffPolicy = { baseMs: 100, capMs: 5_000 };
