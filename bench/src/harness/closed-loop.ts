import type { Clock } from './clock.ts';
import { Latencies } from './latencies.ts';
import type { LoadResult, Operation } from './load.ts';

export interface ClosedLoopOptions {
  readonly concurrency: number;
  readonly durationMs: number;
  readonly clock: Clock;
}

/**
 * Closed-loop load: `concurrency` callers, each calls again as soon as it has its answer, until the time is over.
 * Rejects with the first error of an operation, after all callers have stopped. A stall of the system shows in as
 * many latencies as there are callers: use `runOpenLoop` to see what independent users would meet.
 */
export async function runClosedLoop(operation: Operation, options: ClosedLoopOptions): Promise<LoadResult> {
  const { clock, concurrency, durationMs } = options;
  const latencies = new Latencies();
  const startedAt = clock.now();
  let deadline = startedAt + durationMs;
  let operations = 0;
  let endedAt = startedAt;

  /** Reads the clock once an operation: the end of one is the beginning of the next. */
  async function call(): Promise<void> {
    for (let now = clock.now(); now < deadline;) {
      const calledAt = now;
      const answer = operation();
      if (answer !== undefined) await answer;
      now = clock.now();
      latencies.record(now - calledAt);
      operations += 1;
      endedAt = now;
    }
  }

  const callers = Array.from({ length: concurrency }, () =>
    call().catch((error: unknown) => {
      deadline = 0;
      throw error;
    }),
  );
  const outcomes = await Promise.allSettled(callers);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  return { operations, elapsedMs: endedAt - startedAt, latencies };
}
