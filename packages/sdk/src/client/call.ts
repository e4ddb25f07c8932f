import { fullJitterMs, sleep } from '../backoff.ts';
import { attempt, type AttemptOutcome } from './attempt.ts';
import type { EdgestepApiError } from './api-error.ts';
import {
  ATTEMPTS_MAX_DEFAULT,
  BACKOFF_DEFAULT,
  type CallOptions,
  type ClientOptions,
} from './client-options.ts';
import {
  OPERATIONS,
  type InputOf,
  type OperationName,
  type OutputOf,
  type Repeatability,
} from './operations.ts';

/** Calls an operation: attempts, the waits between them, and what they come to. */
export type Call = <Name extends OperationName>(
  name: Name,
  input: InputOf<Name>,
  options?: CallOptions & WaitOptions,
) => Promise<OutputOf<Name>>;

/** How long the service may wait for the end of an execution before it answers. */
interface WaitOptions {
  readonly waitSeconds?: number;
}

/** The longest that a `Retry-After` is followed; a service that asks for more has the call fail. */
const RETRY_AFTER_MAX_MS = 30_000;

/** Binds the protocol to an endpoint. */
export function createCall(options: ClientOptions): Call {
  const send = options.fetch ?? fetch;
  const endpoint = parseEndpoint(options.endpoint);
  return async (name, input, { signal, waitSeconds } = {}) => {
    const body = JSON.stringify(input);
    const once = async (): Promise<AttemptOutcome> =>
      attempt({
        fetch: send,
        endpoint,
        operation: name,
        body,
        token: await tokenOf(options),
        waitSeconds,
        signal,
      });
    // The service answers the operation's shape; the protocol carries no type that could be checked here.
    return (await repeat(once, OPERATIONS[name], options, signal)) as OutputOf<typeof name>;
  };
}

function parseEndpoint(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(`endpoint: "${text}" is no http or https URL`);
  }
  return url.href;
}

async function tokenOf(options: ClientOptions): Promise<string | undefined> {
  return typeof options.token === 'function' ? options.token() : options.token;
}

async function repeat(
  once: () => Promise<AttemptOutcome>,
  repeatability: Repeatability,
  options: ClientOptions,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const attemptsMax = options.attemptsMax ?? ATTEMPTS_MAX_DEFAULT;
  for (let made = 1; ; made += 1) {
    signal?.throwIfAborted();
    const outcome = await once();
    if (outcome.kind === 'answer') return outcome.value;
    if (made >= attemptsMax || !mayRepeat(outcome, repeatability)) throw outcome.error;
    const jitter = fullJitterMs(options.backoff ?? BACKOFF_DEFAULT, made - 1, Math.random());
    await sleep(Math.max(jitter, retryAfterOf(outcome)), signal);
  }
}

type FailedAttempt = Exclude<AttemptOutcome, { kind: 'answer' }> & { readonly error: EdgestepApiError };

function mayRepeat(outcome: FailedAttempt, repeatability: Repeatability): boolean {
  switch (outcome.kind) {
    case 'refused':
      return false;
    case 'not-taken':
      return retryAfterOf(outcome) <= RETRY_AFTER_MAX_MS;
    case 'unknown':
      return repeatability === 'idempotent';
  }
}

function retryAfterOf(outcome: FailedAttempt): number {
  return outcome.kind === 'not-taken' ? (outcome.retryAfterMs ?? 0) : 0;
}
