import type { Connection } from '../connection/connection.ts';
import { endSubscription } from './subscription-end.ts';

export interface SubscribeOptions {
  /** Of all that subscribe under the same name, one gets each message; without it, everybody gets all. */
  readonly queue?: string;
  /** Hears what the handler threw, for the log. It must not throw. */
  readonly onFault?: (fault: unknown, subject: string) => void;
}

/** Gets each message of a subscription, in the order of their arrival; the next does not wait for its promise. */
export type MessageHandler = (bytes: Uint8Array, subject: string) => void | Promise<void>;

/**
 * Hears the messages of a subject, which may have wildcards, until it is disposed of. What is published while the
 * connection is cut is missed.
 */
export function subscribe(
  connection: Connection,
  subject: string,
  handler: MessageHandler,
  options: SubscribeOptions = {},
): AsyncDisposable {
  const subscription = connection.nats.subscribe(subject, {
    ...(options.queue === undefined ? {} : { queue: options.queue }),
    callback: (error, message) => {
      if (error !== null) return options.onFault?.(error, subject);
      void handle(handler, message.data, message.subject, options);
    },
  });
  return { [Symbol.asyncDispose]: () => endSubscription(connection, subscription) };
}

/** Never rejects. */
async function handle(
  handler: MessageHandler,
  bytes: Uint8Array,
  subject: string,
  options: SubscribeOptions,
): Promise<void> {
  try {
    await handler(bytes, subject);
  } catch (fault) {
    options.onFault?.(fault, subject);
  }
}
