import { headers, type Msg } from '@nats-io/nats-core';

import type { Connection } from '../connection/connection.ts';
import { REQUEST_FAILED_HEADER } from './request-failed.ts';

/** Answers a request. Its signal is aborted when serving ends for good. What it throws is answered as a failure. */
export type RequestHandler = (bytes: Uint8Array, signal: AbortSignal) => Promise<Uint8Array>;

export interface ServeOptions {
  readonly subject: string;
  /** Of all that serve under the same name, one gets each request; without it, everybody gets all. */
  readonly queue?: string;
  readonly handler: RequestHandler;
}

const FAILURE_MESSAGE_MAX = 1_000;
const DRAIN_TIMEOUT_MS = 5_000;

/** Serves requests until it is disposed of: it takes no more then, and waits up to 5 s for those that it has. */
export function serve(connection: Connection, options: ServeOptions): AsyncDisposable {
  const stop = new AbortController();
  const running = new Set<Promise<void>>();
  const subscription = connection.nats.subscribe(options.subject, {
    ...(options.queue === undefined ? {} : { queue: options.queue }),
    callback: (error, message) => {
      if (error !== null) return;
      const handling = handle(options.handler, message, stop.signal);
      running.add(handling);
      void handling.finally(() => running.delete(handling));
    },
  });
  return {
    [Symbol.asyncDispose]: async () => {
      if (connection.isConnected) await subscription.drain();
      else if (!connection.isClosed) subscription.unsubscribe();
      const timer = setTimeout(() => stop.abort(), DRAIN_TIMEOUT_MS);
      await Promise.all(running);
      clearTimeout(timer);
      stop.abort();
    },
  };
}

/** Never rejects. */
async function handle(handler: RequestHandler, message: Msg, signal: AbortSignal): Promise<void> {
  try {
    const answer = await handler(message.data, signal);
    message.respond(answer);
  } catch (error) {
    respondFailure(message, error);
  }
}

function respondFailure(message: Msg, error: unknown): void {
  const text = error instanceof Error ? error.message : String(error);
  const header = headers();
  header.set(REQUEST_FAILED_HEADER, encodeURIComponent(text.slice(0, FAILURE_MESSAGE_MAX).toWellFormed()));
  try {
    message.respond(undefined, { headers: header });
  } catch {
    // The connection is closed: whoever asked sees that nobody answers.
  }
}
