import { InvalidArgumentError } from '@nats-io/nats-core';

import { EdgestepError } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { retried } from '../retry/retried.ts';
import { subjectFault } from './subject-fault.ts';

const NEVER = new AbortController().signal;

/**
 * Publishes a message and resolves when the server has it. While the connection is cut it waits, and publishes again
 * what may have been lost with it: subscribers may get the message twice. Rejects with the signal's reason; with the
 * fault `connection-lost` when the connection was closed for good; with `internal` for what can never be published
 * (a subject that is none, a message that is larger than the server takes).
 */
export async function publish(
  connection: Connection,
  subject: string,
  bytes: Uint8Array,
  signal: AbortSignal = NEVER,
): Promise<void> {
  const fault = subjectFault(subject);
  if (fault !== undefined) throw new EdgestepError('internal', `nothing can be published: ${fault}`);
  try {
    await retried(connection, signal, async () => {
      connection.nats.publish(subject, bytes);
      await connection.nats.flush();
    });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof EdgestepError) throw error;
    throw faultOf(error, subject, bytes.length);
  }
}

function faultOf(error: unknown, subject: string, length: number): EdgestepError {
  const why = error instanceof Error ? error.message : String(error);
  return new EdgestepError(
    error instanceof InvalidArgumentError ? 'internal' : 'connection-lost',
    `${length} bytes could not be published on ${subject}: ${why}`,
    { cause: error },
  );
}
