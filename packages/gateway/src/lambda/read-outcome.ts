import { randomUUID } from 'node:crypto';
import type { InvokeOutcome, ResponseHeader } from './invoke-outcome.ts';

/** A complete response of the Invoke API. */
export interface InvokeResponse {
  readonly statusCode: number;
  /** Names and values in turn, as they were sent. */
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

/** How AWS writes the headers that a task's output shows; those that it does not send keep their spelling. */
const SPELLING: Readonly<Record<string, string>> = {
  connection: 'Connection',
  'content-length': 'Content-Length',
  'content-type': 'Content-Type',
  date: 'Date',
  'x-amz-executed-version': 'X-Amz-Executed-Version',
  'x-amz-function-error': 'X-Amz-Function-Error',
  'x-amz-log-result': 'X-Amz-Log-Result',
  'x-amzn-errortype': 'x-amzn-ErrorType',
  'x-amzn-remapped-content-length': 'x-amzn-Remapped-Content-Length',
  'x-amzn-requestid': 'x-amzn-RequestId',
  'x-amzn-trace-id': 'X-Amzn-Trace-Id',
};

/** Headers that concern one connection only, and that no output of AWS shows. */
const HOP_BY_HOP: ReadonlySet<string> = new Set(['keep-alive', 'transfer-encoding']);

/** What a response says about the invocation. */
export function readOutcome(response: InvokeResponse): InvokeOutcome {
  const headers = headersOf(response.rawHeaders);
  const requestId = valueOf(headers, 'x-amzn-RequestId') ?? randomUUID();
  const { statusCode, body } = response;
  if (statusCode < 200 || statusCode > 299) {
    return { kind: 'service-error', ...refusalOf(response, headers), statusCode, requestId };
  }
  if (valueOf(headers, 'X-Amz-Function-Error') !== undefined) {
    return { kind: 'function-error', ...errorOf(body), payload: body, requestId };
  }
  const logResult = valueOf(headers, 'X-Amz-Log-Result');
  return {
    kind: 'returned',
    statusCode,
    payload: body,
    executedVersion: valueOf(headers, 'X-Amz-Executed-Version') ?? '$LATEST',
    ...(logResult === undefined ? {} : { logResult }),
    requestId,
    headers,
  };
}

function headersOf(raw: readonly string[]): readonly ResponseHeader[] {
  const headers: ResponseHeader[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const sent = raw[index] ?? '';
    const lower = sent.toLowerCase();
    if (!HOP_BY_HOP.has(lower)) headers.push({ name: spelled(sent, lower), value: raw[index + 1] ?? '' });
  }
  return headers;
}

function spelled(sent: string, lower: string): string {
  return Object.hasOwn(SPELLING, lower) ? (SPELLING[lower] ?? sent) : sent;
}

function valueOf(headers: readonly ResponseHeader[], name: string): string | undefined {
  return headers.find((header) => header.name === name)?.value;
}

function errorOf(body: string): { readonly errorType?: string; readonly errorMessage?: string } {
  const { errorType, errorMessage } = objectOf(body);
  return {
    ...(typeof errorType === 'string' ? { errorType } : {}),
    ...(typeof errorMessage === 'string' ? { errorMessage } : {}),
  };
}

function refusalOf(
  response: InvokeResponse,
  headers: readonly ResponseHeader[],
): { readonly name: string; readonly message: string } {
  const body = objectOf(response.body);
  const named = [valueOf(headers, 'x-amzn-ErrorType'), body.__type, body.code].find(
    (name) => typeof name === 'string',
  );
  const message = [body.Message, body.message].find((text) => typeof text === 'string');
  return {
    name: named === undefined ? defaultName(response.statusCode) : bareName(named as string),
    message: (message as string | undefined) ?? `The endpoint answered with status ${response.statusCode}.`,
  };
}

/** `com.amazonaws…#Name:http://…` is written `Name`. */
function bareName(name: string): string {
  return (name.split(':')[0] ?? name).split('#').at(-1) ?? name;
}

function defaultName(statusCode: number): string {
  switch (statusCode) {
    case 404:
      return 'ResourceNotFoundException';
    case 429:
      return 'TooManyRequestsException';
    default:
      return statusCode >= 500 ? 'ServiceException' : 'AWSLambdaException';
  }
}

function objectOf(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    // A body that is no JSON says nothing of the error; the caller gets it as it is.
    return {};
  }
}
