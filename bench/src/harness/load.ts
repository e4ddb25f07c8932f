import type { Latencies } from './latencies.ts';

/** One piece of work, whole: an execution, an append, a request. It rejects or throws when its result is wrong. */
export type Operation = () => void | Promise<void>;

/**
 * How work arrives. *Closed*: `concurrency` callers, each of whom waits for its answer before it asks again: shows
 * what the system can do. *Open*: at a fixed rate whatever the answers do, as independent users ask: shows how long
 * they wait, stalls included.
 */
export type Load =
  | { readonly kind: 'closed'; readonly concurrency: number }
  | { readonly kind: 'open'; readonly ratePerSecond: number };

/** What a load came to. */
export interface LoadResult {
  readonly operations: number;
  /** From the start to the last answer. */
  readonly elapsedMs: number;
  /** Of operations: from the call (closed) or from its intended time (open) to its answer. */
  readonly latencies: Latencies;
  /** Open load: how late the generator itself was in calling; it is part of the latency. */
  readonly launchLag?: Latencies;
}

/** For ids: `c64` or `r2000`. */
export function loadId(load: Load): string {
  return load.kind === 'closed' ? `c${load.concurrency}` : `r${load.ratePerSecond}`;
}

/** For people. */
export function loadText(load: Load): string {
  if (load.kind === 'open') return `${load.ratePerSecond.toLocaleString('en-US')}/s, open`;
  return load.concurrency === 1 ? 'one at a time' : `${load.concurrency} at once`;
}
