import type { Subscription } from '@nats-io/nats-core';

import type { Connection } from '../connection/connection.ts';

/** Ends a subscription so that nothing that is on its way to it is lost: what the server has sent is still handled. */
export async function endSubscription(connection: Connection, subscription: Subscription): Promise<void> {
  if (connection.isClosed || subscription.isClosed()) return;
  if (connection.isConnected) await subscription.drain();
  else subscription.unsubscribe();
}
