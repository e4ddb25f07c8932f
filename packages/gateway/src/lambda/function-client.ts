import type { Agent, Dispatcher } from 'undici';
import type { InvokeOutcome, InvokeUnreachable } from './invoke-outcome.ts';
import { invokeHeaders, invokePath, type InvokeRequest } from './invoke-request.ts';
import { type InvokeResponse, readOutcome } from './read-outcome.ts';

/** The largest answer of a function (AWS Lambda quota: 6 MB and some room for the envelope). */
export const RESPONSE_BYTES_MAX = 6_291_556;

const CONNECT_TIMEOUT_MS = 5_000;
const CONNECTIONS_MAX = 256;

/** Longer delays than this don't fit a timer of the runtime, which would fire at once. */
const TIMER_MS_MAX = 2_147_483_647;

/** Functions behind an endpoint with the AWS Lambda Invoke API. */
export interface FunctionClient extends AsyncDisposable {
  /** Invokes a function once; it never retries. Rejects only for a fault of this code. */
  invoke(request: InvokeRequest): Promise<InvokeOutcome>;
}

/**
 * A client of the Invoke API at `endpoint` (`http://host:port`, a base path allowed), with a pool of kept
 * connections that it owns. Rejects with TypeError for an endpoint that is no URL.
 */
export async function createFunctionClient(endpoint: string): Promise<FunctionClient> {
  const url = new URL(endpoint);
  // Nodes without such an endpoint don't load its HTTP client.
  const { Agent } = await import('undici');
  const basePath = url.pathname.replace(/\/$/, '');
  const agent = new Agent({
    connections: CONNECTIONS_MAX,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    maxResponseSize: RESPONSE_BYTES_MAX,
    // The caller's time-out is the only one: a function may think for minutes.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    invoke: (request) => invoke(agent, url.origin, basePath, request),
    [Symbol.asyncDispose]: () => agent.destroy(),
  };
}

async function invoke(
  agent: Agent,
  origin: string,
  basePath: string,
  request: InvokeRequest,
): Promise<InvokeOutcome> {
  const timeout = request.timeoutMs > TIMER_MS_MAX ? undefined : AbortSignal.timeout(request.timeoutMs);
  const signal = timeout === undefined ? request.signal : AbortSignal.any([request.signal, timeout]);
  const body = request.payload === undefined ? null : JSON.stringify(request.payload);
  try {
    const response = await agent.request({
      origin,
      path: basePath + invokePath(request),
      method: 'POST',
      headers: invokeHeaders(request),
      body,
      responseHeaders: 'raw',
      signal,
    });
    return readOutcome(await completed(response));
  } catch (error) {
    if (codeOf(error) === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return tooLarge();
    if (codeOf(error) === 'UND_ERR_INVALID_ARG') return invalidRequest(messageOf(error));
    return unreachable(error, request.signal, timeout);
  }
}

async function completed(response: Dispatcher.ResponseData): Promise<InvokeResponse> {
  // With `responseHeaders: 'raw'` undici hands out names and values in turn; its types don't say so.
  const rawHeaders = response.headers as unknown as readonly string[];
  return { statusCode: response.statusCode, rawHeaders, body: await response.body.text() };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** An AggregateError (no address of a host answered) has no message of its own, but a code. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message === '' ? `${codeOf(error) as string}` : error.message;
}

/** What can't be sent at all, such as a line break in the client context: trying again would not help. */
function invalidRequest(message: string): InvokeOutcome {
  return {
    kind: 'service-error',
    name: 'InvalidRequestContentException',
    statusCode: 400,
    message,
    requestId: '',
  };
}

/** What AWS answers for a function whose result is too large. */
function tooLarge(): InvokeOutcome {
  const errorType = 'Function.ResponseSizeTooLarge';
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${RESPONSE_BYTES_MAX} bytes).`;
  const payload = JSON.stringify({ errorMessage, errorType });
  return { kind: 'function-error', errorType, errorMessage, payload, requestId: '' };
}

function unreachable(
  error: unknown,
  caller: AbortSignal,
  timeout: AbortSignal | undefined,
): InvokeUnreachable {
  const message = messageOf(error);
  if (caller.aborted) return { kind: 'unreachable', reason: 'aborted', message };
  if (timeout?.aborted === true) return { kind: 'unreachable', reason: 'timeout', message };
  return { kind: 'unreachable', reason: 'connection', message };
}
