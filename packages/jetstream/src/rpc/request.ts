import { errors, type Msg } from '@nats-io/nats-core';

import type { Connection } from '../connection/connection.ts';
import { isNoResponders } from '../connection/reply-inbox.ts';
import { backoffMs, pause } from '../retry/backoff.ts';
import { Replies, type ExpectedReply } from './replies.ts';
import { REQUEST_FAILED_HEADER } from './request-failed.ts';
import { subjectFault } from './subject-fault.ts';

/** What became of a request. */
export type RequestOutcome =
  | { readonly kind: 'answered'; readonly bytes: Uint8Array }
  /** The handler threw, its answer was too large to be sent, or the request itself cannot be sent. */
  | { readonly kind: 'failed'; readonly message: string }
  /** Nobody listened: the request was not handled. */
  | { readonly kind: 'no-responders' }
  /** No answer came in time: it may have been handled, or may still be. */
  | { readonly kind: 'timeout' }
  /** The connection was cut: it may have been handled, or may still be. */
  | { readonly kind: 'disconnected' };

/** What became of a request that was not answered. */
export type Unanswered = Exclude<RequestOutcome, { readonly kind: 'answered' }>;

export interface RequestOptions {
  readonly timeoutMs: number;
  /** Asks again, with backoff and jitter, until the time is over, while nobody listens: who serves is on the move. */
  readonly retryNoResponders?: boolean;
  /** Gives up waiting, as if the time were over. */
  readonly signal?: AbortSignal;
}

const BACKOFF_MAX_MS = 250;

/**
 * Sends a request and waits for its answer. Never rejects. While the connection is cut, nothing is sent: it waits for
 * the connection within its time.
 */
export function request(
  connection: Connection,
  subject: string,
  bytes: Uint8Array,
  options: RequestOptions,
): Promise<RequestOutcome> {
  return requestMessage(connection, subject, bytes, options, readOutcome);
}

/** What became of a request, with the answer as `read` makes it out of the message. */
export async function requestMessage<T>(
  connection: Connection,
  subject: string,
  bytes: Uint8Array,
  options: RequestOptions,
  read: (answer: Msg) => T,
): Promise<T | Unanswered> {
  const fault = subjectFault(subject);
  if (fault !== undefined) return { kind: 'failed', message: fault };
  const { timeoutMs, signal } = options;
  const deadline = performance.now() + timeoutMs;
  for (let attempt = 0; ; attempt += 1) {
    if (signal?.aborted === true) return { kind: 'timeout' };
    const leftMs = attempt === 0 ? timeoutMs : deadline - performance.now();
    if (!connection.isConnected && !(await connects(connection, leftMs, signal))) {
      return { kind: 'disconnected' };
    }
    const outcome = await ask(connection, subject, bytes, { timeoutMs: Math.max(1, leftMs), signal, read });
    if (options.retryNoResponders !== true || outcome !== NO_RESPONDERS) return outcome;
    const delayMs = backoffMs(attempt, BACKOFF_MAX_MS);
    if (performance.now() + delayMs > deadline) return outcome;
    await pause(delayMs, signal);
  }
}

async function connects(
  connection: Connection,
  leftMs: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const late = AbortSignal.timeout(Math.max(1, Math.ceil(leftMs)));
  const until = signal === undefined ? late : AbortSignal.any([late, signal]);
  await connection.untilConnected(until).catch(() => undefined);
  return connection.isConnected;
}

const NO_RESPONDERS: Unanswered = { kind: 'no-responders' };

interface AskingOptions<T> {
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  readonly read: (answer: Msg) => T;
}

async function ask<T>(
  connection: Connection,
  subject: string,
  bytes: Uint8Array,
  options: AskingOptions<T>,
): Promise<T | Unanswered> {
  try {
    return await new Asking(connection, subject, bytes, options).outcome;
  } catch (error) {
    return unsent(error);
  }
}

/** One request that is out. Whatever comes first settles it, once. The constructor throws when nothing can be sent any more. */
class Asking<T> {
  readonly outcome: Promise<T | Unanswered>;
  readonly #settled = Promise.withResolvers<T | Unanswered>();
  readonly #options: AskingOptions<T>;
  readonly #reply: ExpectedReply;
  readonly #timer: NodeJS.Timeout;
  readonly #giveUp = (): void => this.#settle({ kind: 'timeout' });

  constructor(connection: Connection, subject: string, bytes: Uint8Array, options: AskingOptions<T>) {
    this.outcome = this.#settled.promise;
    this.#options = options;
    this.#reply = Replies.of(connection).expect((arrival) => this.#hear(arrival));
    this.#timer = setTimeout(this.#giveUp, options.timeoutMs);
    options.signal?.addEventListener('abort', this.#giveUp);
    try {
      connection.nats.publish(subject, bytes, { reply: this.#reply.subject });
    } catch (error) {
      this.#settle(unsent(error));
    }
  }

  #hear(arrival: Msg | 'cut'): void {
    if (arrival === 'cut') return this.#settle({ kind: 'disconnected' });
    try {
      this.#settle(isNoResponders(arrival) ? NO_RESPONDERS : this.#options.read(arrival));
    } catch (error) {
      this.#settle({ kind: 'failed', message: `the answer cannot be read: ${messageOf(error)}` });
    }
  }

  #settle(outcome: T | Unanswered): void {
    clearTimeout(this.#timer);
    this.#options.signal?.removeEventListener('abort', this.#giveUp);
    this.#reply.forget();
    this.#settled.resolve(outcome);
  }
}

function unsent(error: unknown): Unanswered {
  const isClosing =
    error instanceof errors.ClosedConnectionError || error instanceof errors.DrainingConnectionError;
  return isClosing ? { kind: 'disconnected' } : { kind: 'failed', message: messageOf(error) };
}

/** Throws for headers that break the rules of headers. */
function readOutcome(answer: Msg): RequestOutcome {
  const failure = answer.headers?.get(REQUEST_FAILED_HEADER) ?? '';
  if (failure !== '') return { kind: 'failed', message: decodeURIComponent(failure) };
  return { kind: 'answered', bytes: answer.data };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
