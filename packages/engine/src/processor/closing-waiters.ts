import type { ClosedExecution } from '../effects/closed-execution.ts';

type Wake = (execution: ClosedExecution | undefined) => void;

/** Who waits for executions of this processor to end. */
export class ClosingWaiters {
  readonly #waiting = new Map<string, Set<Wake>>();

  /** Resolves when the execution has ended; undefined when `signal` was aborted, or the processor stopped. */
  wait(executionArn: string, signal: AbortSignal | undefined): Promise<ClosedExecution | undefined> {
    if (signal?.aborted === true) return Promise.resolve(undefined);
    const { promise, resolve } = Promise.withResolvers<ClosedExecution | undefined>();
    const waiting = this.#waiting.get(executionArn) ?? new Set<Wake>();
    const giveUp = () => wake(undefined);
    const wake: Wake = (execution) => {
      signal?.removeEventListener('abort', giveUp);
      waiting.delete(wake);
      if (waiting.size === 0) this.#waiting.delete(executionArn);
      resolve(execution);
    };
    waiting.add(wake);
    this.#waiting.set(executionArn, waiting);
    signal?.addEventListener('abort', giveUp, { once: true });
    return promise;
  }

  closed(execution: ClosedExecution): void {
    for (const wake of this.#waiting.get(execution.executionArn) ?? []) wake(execution);
  }

  giveUp(executionArn: string): void {
    for (const wake of this.#waiting.get(executionArn) ?? []) wake(undefined);
  }

  giveUpAll(): void {
    for (const executionArn of [...this.#waiting.keys()]) this.giveUp(executionArn);
  }
}
