import type { Json } from '@edgestep/shared';

/** What to invoke, with the parameters of the AWS Lambda Invoke API. */
export interface InvokeRequest {
  /** A function's name, its ARN, or either with `:qualifier`. */
  readonly functionName: string;
  /** The event; without one the function gets none. */
  readonly payload?: Json;
  readonly qualifier?: string;
  /** `RequestResponse` unless said otherwise. */
  readonly invocationType?: 'RequestResponse' | 'Event' | 'DryRun';
  /** Base64, passed on as it is. */
  readonly clientContext?: string;
  readonly logType?: 'None' | 'Tail';
  /** Ends the invocation: the outcome is `unreachable`, reason `aborted`. */
  readonly signal: AbortSignal;
  /** How long to wait for the whole answer; longer than a timer can hold means: as long as it takes. */
  readonly timeoutMs: number;
}

/** The path of an invocation. Names and ARNs are one encoded segment. */
export function invokePath(request: InvokeRequest): string {
  const path = `/2015-03-31/functions/${encodeURIComponent(request.functionName)}/invocations`;
  return request.qualifier === undefined
    ? path
    : `${path}?Qualifier=${encodeURIComponent(request.qualifier)}`;
}

/** The headers of an invocation. */
export function invokeHeaders(request: InvokeRequest): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-amz-invocation-type': request.invocationType ?? 'RequestResponse',
    ...(request.logType === undefined ? {} : { 'x-amz-log-type': request.logType }),
    ...(request.clientContext === undefined ? {} : { 'x-amz-client-context': request.clientContext }),
  };
}
