import { JetStreamApiError } from '@nats-io/jetstream';
import { errors } from '@nats-io/nats-core';

import { EdgestepError } from '@edgestep/shared';

/**
 * True for failures that pass by themselves: the link is cut, the server restarts, JetStream starts up or has no
 * leader just now. Repeating the call is right if, and only if, the call may be done twice.
 */
export function isTransient(error: unknown): boolean {
  if (error instanceof JetStreamApiError) return error.status === 503;
  if (error instanceof EdgestepError) return error.code === 'connection-lost';
  return (
    // Its class is not exported. Nobody answered: JetStream starts up, or the leaf link to its domain is down.
    (error instanceof Error && error.name === 'JetStreamNotEnabled') ||
    error instanceof errors.TimeoutError ||
    error instanceof errors.RequestError ||
    error instanceof errors.NoRespondersError ||
    error instanceof errors.ConnectionError
  );
}
