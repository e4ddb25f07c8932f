import { publishJson, requestJson, type Connection } from '@edgestep/jetstream';

import type { Bus } from './nats-task.ts';

/** The zone's bus for the `nats:publish` and `nats:request` integrations. */
export function createBus(connection: Connection): Bus {
  return {
    publish: (subject, payload) => publishJson(connection, subject, payload),
    request: (subject, payload, timeoutMs, signal) =>
      requestJson(connection, subject, payload, { timeoutMs, signal }),
  };
}
