import { Script } from 'node:vm';

/** Below the 107 s after which a rate that halves every 100 ms has become zero. */
const INTERVAL_MS = 30_000;

/**
 * Lets V8 give memory back while this process has little to do. V8 does so by itself, some 8 s after the last work: its
 * memory reducer collects, compacts and unmaps, as soon as the rates of allocation are low. But the one of Node 24
 * takes a rate of zero in the embedder's heap (cppgc) for the highest there is, and then waits for 100 s in which
 * nothing else was collected, which may be never. A compiled script is an object of that heap: one now and then makes
 * the rate small instead of zero. It takes microseconds and forces nothing: when to collect is left to V8.
 */
export function keepMemoryReducerAwake(): void {
  allocateInEmbedderHeap();
  setInterval(allocateInEmbedderHeap, INTERVAL_MS).unref();
}

function allocateInEmbedderHeap(): void {
  void new Script('');
}
