import { errors, type Msg } from '@nats-io/nats-core';

import type { Connection } from '../connection/connection.ts';
import { backoffMs, pause } from '../retry/backoff.ts';
import { REQUEST_FAILED_HEADER } from './request-failed.ts';

/** What became of a request. */
export type RequestOutcome =
  | { readonly kind: 'answered'; readonly bytes: Uint8Array }
  /** The handler threw, or its answer was too large to be sent. */
  | { readonly kind: 'failed'; readonly message: string }
  /** Nobody listened: the request was not handled. */
  | { readonly kind: 'no-responders' }
  /** No answer came in time: it may have been handled, or may still be. */
  | { readonly kind: 'timeout' }
  /** The connection was cut: it may have been handled, or may still be. */
  | { readonly kind: 'disconnected' };

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
export async function request(
  connection: Connection,
  subject: string,
  bytes: Uint8Array,
  options: RequestOptions,
): Promise<RequestOutcome> {
  const deadline = performance.now() + options.timeoutMs;
  const late = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal === undefined ? late : AbortSignal.any([late, options.signal]);
  for (let attempt = 0; ; attempt += 1) {
    if (!(await isConnected(connection, signal))) return { kind: 'disconnected' };
    const leftMs = Math.max(1, deadline - performance.now());
    const outcome = await requestOnce(connection, subject, bytes, leftMs, signal);
    if (outcome.kind !== 'no-responders' || options.retryNoResponders !== true) return outcome;
    await pause(backoffMs(attempt, BACKOFF_MAX_MS), signal);
    if (signal.aborted) return outcome;
  }
}

async function isConnected(connection: Connection, signal: AbortSignal): Promise<boolean> {
  await connection.untilConnected(signal).catch(() => undefined);
  return connection.isConnected;
}

async function requestOnce(
  connection: Connection,
  subject: string,
  bytes: Uint8Array,
  timeout: number,
  signal: AbortSignal,
): Promise<RequestOutcome> {
  const interrupted = Promise.withResolvers<RequestOutcome>();
  const stopListening = connection.onCut(() => interrupted.resolve({ kind: 'disconnected' }));
  const giveUp = () => interrupted.resolve({ kind: 'timeout' });
  signal.addEventListener('abort', giveUp);
  try {
    const answer = connection.nats.request(subject, bytes, { timeout }).then(outcomeOf, outcomeOfError);
    return await Promise.race([answer, interrupted.promise]);
  } finally {
    stopListening();
    signal.removeEventListener('abort', giveUp);
  }
}

function outcomeOf(answer: Msg): RequestOutcome {
  const failure = answer.headers?.get(REQUEST_FAILED_HEADER) ?? '';
  if (failure !== '') return { kind: 'failed', message: decodeURIComponent(failure) };
  return { kind: 'answered', bytes: answer.data };
}

function outcomeOfError(error: unknown): RequestOutcome {
  if (error instanceof errors.TimeoutError) return { kind: 'timeout' };
  if (error instanceof errors.NoRespondersError) return { kind: 'no-responders' };
  if (error instanceof errors.RequestError && error.isNoResponders()) return { kind: 'no-responders' };
  if (error instanceof errors.RequestError || error instanceof errors.ClosedConnectionError) {
    return { kind: 'disconnected' };
  }
  return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
}
