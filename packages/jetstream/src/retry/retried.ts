import { EdgestepError } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { backoffMs, pause } from './backoff.ts';
import { isTransient } from './transient.ts';

const BACKOFF_MAX_MS = 1_000;

/**
 * Does what may be done twice, until it succeeds or fails for a reason that does not pass. A try that a cut of the
 * connection overtakes is given up at once and repeated when the connection is back. Rejects with the signal's reason.
 */
export async function retried<T>(
  connection: Connection,
  signal: AbortSignal,
  operation: () => Promise<T>,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    await connection.untilConnected(signal);
    try {
      return await untilCut(connection, signal, operation());
    } catch (error) {
      signal.throwIfAborted();
      if (!isTransient(error) || connection.isClosed) throw error;
    }
    await pause(backoffMs(attempt, BACKOFF_MAX_MS), signal);
    signal.throwIfAborted();
  }
}

/** The promise's outcome, or a fault as soon as the connection is cut or the signal is aborted. */
export async function untilCut<T>(
  connection: Connection,
  signal: AbortSignal,
  promise: Promise<T>,
): Promise<T> {
  const interruption = Promise.withResolvers<never>();
  const interrupt = () =>
    interruption.reject(new EdgestepError('connection-lost', 'the connection to NATS was cut'));
  const stopListening = connection.onCut(interrupt);
  signal.addEventListener('abort', interrupt);
  try {
    return await Promise.race([promise, interruption.promise]);
  } finally {
    stopListening();
    signal.removeEventListener('abort', interrupt);
  }
}
