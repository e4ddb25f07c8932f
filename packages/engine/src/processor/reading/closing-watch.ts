import type { ClosingWatch } from './execution-reader.ts';

/** Hears of closings from the followers of the logs. */
export interface Closings {
  /** Whether somebody waits until the execution is closed. */
  isAwaited(executionArn: string): boolean;
  /** It is closed, and the index shows it. */
  closed(executionArn: string): void;
}

/** Hands closings from the followers of the logs to whoever waits for one. */
export function createClosingWatch(): ClosingWatch & Closings {
  const waiting = new Map<string, Set<() => void>>();
  return {
    isAwaited: (executionArn) => waiting.has(executionArn),
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
