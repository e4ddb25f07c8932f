import { EdgestepError } from '@edgestep/shared';

import type { SimulatedClock } from '../core/simulated-clock.ts';
import type { SimulatedNetwork } from '../core/simulated-network.ts';
import type { SimulatedProcess } from '../core/simulated-process.ts';
import type { SimulatedLogServer } from './simulated-log-server.ts';

/** How one process reaches the server of the logs. */
export interface LogAccess {
  readonly process: SimulatedProcess;
  readonly clock: SimulatedClock;
  readonly network: SimulatedNetwork;
  readonly server: SimulatedLogServer;
}

const ANSWER_TIMEOUT_MS = 600;
const RETRY_MS = 200;

/** Asks the server again and again until it answers, or `signal` is aborted: then it throws, as when `answer` does. */
export async function askServer<T>(
  access: LogAccess,
  signal: AbortSignal,
  answer: () => T | Promise<T>,
): Promise<T> {
  const { process, clock, network, server } = access;
  for (;;) {
    signal.throwIfAborted();
    const found = await network.ask(process, server.process, ANSWER_TIMEOUT_MS, () => attempt(answer));
    if (signal.aborted) throw new EdgestepError('partition-not-owned', 'the work was given up');
    if (found?.kind === 'failed') throw found.error;
    if (found !== undefined) return found.value;
    await clock.sleep(RETRY_MS);
  }
}

type Attempt<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown };

/** What the server's side throws is the asking side's to hear. */
function attempt<T>(answer: () => T | Promise<T>): Attempt<T> | Promise<Attempt<T>> {
  try {
    const value = answer();
    return value instanceof Promise
      ? value.then((late) => ({ kind: 'done', value: late }))
      : { kind: 'done', value };
  } catch (error) {
    return { kind: 'failed', error };
  }
}
