import type { ClosingWatch } from './execution-reader.ts';

/** Hands closings from the followers of the logs to whoever waits for one. */
export function createClosingWatch(): ClosingWatch & { closed(executionArn: string): void } {
  const waiting = new Map<string, Set<() => void>>();
  return {
    closed(executionArn) {
      for (const wake of waiting.get(executionArn) ?? []) wake();
    },
    async next(executionArn, signal) {
      if (signal.aborted) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const set = waiting.get(executionArn) ?? new Set();
      waiting.set(executionArn, set.add(resolve));
      const giveUp = () => resolve();
      signal.addEventListener('abort', giveUp, { once: true });
      await promise;
      signal.removeEventListener('abort', giveUp);
      set.delete(resolve);
      if (set.size === 0) waiting.delete(executionArn);
    },
  };
}
