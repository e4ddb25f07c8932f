import { headers, type Msg } from '@nats-io/nats-core';

import type { Connection } from '../connection/connection.ts';
import { REQUEST_FAILED_HEADER } from './request-failed.ts';
import { SUBJECT_BYTES_MAX } from './subject-fault.ts';
import { endSubscription } from './subscription-end.ts';

/**
 * Answers a request. Its signal is aborted when serving ends for good. `subject` is what was asked, for who serves a
 * subject with wildcards. What it throws is answered as a failure.
 */
export type RequestHandler = (bytes: Uint8Array, signal: AbortSignal, subject: string) => Promise<Uint8Array>;

export interface ServeOptions {
  /** What is served; it may have wildcards. */
  readonly subject: string;
  /** Of all that serve under the same name, one gets each request; without it, everybody gets all. */
  readonly queue?: string;
  /** Hears what the handler threw, for the log. It must not throw. */
  readonly onFault?: (fault: unknown, subject: string) => void;
  readonly handler: RequestHandler;
}

const FAILURE_MESSAGE_MAX = 1_000;
const DRAIN_TIMEOUT_MS = 5_000;

/**
 * Serves requests until it is disposed of: it takes no more then, and waits up to 5 s for those that it has. Survives
 * cuts of the connection. A request that could not be answered, for its reply subject is too long, is not handled.
 */
export function serve(connection: Connection, options: ServeOptions): AsyncDisposable {
  const { subject } = options;
  const stop = new AbortController();
  const running = new Set<Promise<void>>();
  const subscription = connection.nats.subscribe(subject, {
    ...(options.queue === undefined ? {} : { queue: options.queue }),
    callback: (error, message) => {
      if (error !== null) return options.onFault?.(error, subject);
      if ((message.reply ?? '').length > SUBJECT_BYTES_MAX) return;
      const handling = handle(message, stop.signal, options);
      running.add(handling);
      void handling.finally(() => running.delete(handling));
    },
  });
  return {
    [Symbol.asyncDispose]: async () => {
      await endSubscription(connection, subscription);
      const timer = setTimeout(() => stop.abort(), DRAIN_TIMEOUT_MS);
      await Promise.all(running);
      clearTimeout(timer);
      stop.abort();
    },
  };
}

/** Never rejects. */
async function handle(message: Msg, signal: AbortSignal, options: ServeOptions): Promise<void> {
  try {
    message.respond(await options.handler(message.data, signal, message.subject));
  } catch (fault) {
    options.onFault?.(fault, message.subject);
    respondFailure(message, fault);
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
