import type { Worker } from './worker-options.ts';

/**
 * Drains a worker when the process is asked to end; the process then ends by itself, once nothing else keeps it.
 * The second such signal ends it at once.
 *
 * @returns what takes the handlers off again
 */
export function drainOnSignals(
  worker: Pick<Worker, 'drain'>,
  signals: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGINT'],
): () => void {
  let asked = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (asked) process.exit(signal === 'SIGINT' ? 130 : 143);
    asked = true;
    void worker.drain().finally(remove);
  };
  const remove = (): void => {
    for (const signal of signals) process.off(signal, onSignal);
  };
  for (const signal of signals) process.on(signal, onSignal);
  return remove;
}
