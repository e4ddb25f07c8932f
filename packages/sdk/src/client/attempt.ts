import { EdgestepApiError, UNREACHABLE } from './api-error.ts';
import { withDates } from './timestamps.ts';

/** One HTTP exchange of the AWS JSON 1.0 protocol. */
export interface Exchange {
  readonly fetch: typeof fetch;
  readonly endpoint: string;
  readonly operation: string;
  readonly body: string;
  readonly token: string | undefined;
  /** How long the service may wait for the end of an execution before it answers (`Prefer: wait`, RFC 7240). */
  readonly waitSeconds: number | undefined;
  readonly signal: AbortSignal | undefined;
}

/** How an attempt ended. A failure says whether the service may have acted on the request. */
export type AttemptOutcome =
  | { readonly kind: 'answer'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly error: EdgestepApiError }
  /** Nobody took the request, or the service said that it did nothing with it. */
  | { readonly kind: 'not-taken'; readonly error: EdgestepApiError; readonly retryAfterMs?: number }
  /** The connection broke or the service did, so it is unknown whether the request had its effect. */
  | { readonly kind: 'unknown'; readonly error: EdgestepApiError };

/** Sends a request once. Throws only the signal's reason. */
export async function attempt(exchange: Exchange): Promise<AttemptOutcome> {
  let response: Response;
  let text: string;
  try {
    response = await exchange.fetch(exchange.endpoint, requestOf(exchange));
    text = await response.text();
  } catch (cause) {
    exchange.signal?.throwIfAborted();
    return unreachable(exchange, cause);
  }
  return readAnswer(exchange, response, text);
}

function requestOf(exchange: Exchange): RequestInit {
  return {
    method: 'POST',
    redirect: 'error',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AWSStepFunctions.${exchange.operation}`,
      ...(exchange.waitSeconds === undefined ? {} : { prefer: `wait=${exchange.waitSeconds}` }),
      ...(exchange.token === undefined ? {} : { authorization: `Bearer ${exchange.token}` }),
    },
    body: exchange.body,
    ...(exchange.signal === undefined ? {} : { signal: exchange.signal }),
  };
}

const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

function unreachable(exchange: Exchange, cause: unknown): AttemptOutcome {
  const code = systemCode(cause);
  const error = new EdgestepApiError(
    UNREACHABLE,
    `${exchange.operation}: ${exchange.endpoint} is not reachable${code === undefined ? '' : ` (${code})`}`,
    { status: 0, cause },
  );
  return code !== undefined && NEVER_CONNECTED.has(code)
    ? { kind: 'not-taken', error }
    : { kind: 'unknown', error };
}

/** The code of the system error inside what `fetch` threw: itself, its cause, or the first of several causes. */
function systemCode(thrown: unknown): string | undefined {
  for (let at = thrown, depth = 0; at instanceof Error && depth < 5; depth += 1) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    at = at instanceof AggregateError ? at.errors[0] : at.cause;
  }
  return undefined;
}

function readAnswer(exchange: Exchange, response: Response, text: string): AttemptOutcome {
  const body = parseBody(text);
  if (response.ok && body !== undefined) return { kind: 'answer', value: withDates(body) };
  const error = problemOf(exchange, response, body);
  const retryAfterMs = retryAfter(response);
  if (isTransient(error)) {
    return { kind: 'not-taken', error, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  }
  return { kind: error.status >= 500 ? 'unknown' : 'refused', error };
}

function parseBody(text: string): Record<string, unknown> | undefined {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function problemOf(
  exchange: Exchange,
  response: Response,
  body: Record<string, unknown> | undefined,
): EdgestepApiError {
  const { __type: type, message, Message, ...others } = body ?? {};
  const said = [message, Message].find((text) => typeof text === 'string');
  const unreadable = body === undefined ? ', with a body that is no JSON object' : '';
  const requestId = response.headers.get('x-amzn-requestid');
  return new EdgestepApiError(
    typeof type === 'string' ? (type.split('#').at(-1) ?? type) : fallbackName(response.status),
    said ?? `${exchange.operation}: HTTP ${response.status} from ${exchange.endpoint}${unreadable}`,
    {
      status: response.status,
      fields: Object.fromEntries(Object.entries(others).filter((entry) => isTextEntry(entry))),
      ...(requestId === null ? {} : { requestId }),
    },
  );
}

function isTextEntry(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === 'string';
}

function fallbackName(status: number): string {
  if (status === REQUEST_TIMEOUT) return 'RequestTimeout';
  if (status === 429) return 'ThrottlingException';
  return status === 503 ? 'ServiceUnavailable' : 'InternalServerError';
}

/** The server closed a connection that had been silent for too long, perhaps just as the request was on its way. */
const REQUEST_TIMEOUT = 408;

const TRANSIENT = new Set([REQUEST_TIMEOUT, 429, 503]);

function isTransient(error: EdgestepApiError): boolean {
  return TRANSIENT.has(error.status) || error.name.startsWith('Throttling');
}

/** What the service asks for in `Retry-After`, when it is a number of seconds. */
function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : undefined;
}
