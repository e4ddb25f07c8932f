import { parseJson, type Json, type JsonObject } from '@edgestep/shared';
import type { FunctionReturned, InvokeOutcome, ResponseHeader } from './invoke-outcome.ts';

/** Error name and cause of a task, as the Amazon States Language knows them. */
export interface TaskFailure {
  readonly error: string;
  readonly cause: string;
}

/** The output of a task with the resource `arn:aws:states:::lambda:invoke`. */
export function lambdaInvokeOutput(returned: FunctionReturned): Json {
  return {
    ...(returned.statusCode === 200 ? { ExecutedVersion: returned.executedVersion } : {}),
    ...(returned.logResult === undefined ? {} : { LogResult: returned.logResult }),
    ...(returned.payload === '' ? {} : { Payload: lambdaPayload(returned) }),
    SdkHttpMetadata: {
      AllHttpHeaders: allHeaders(returned.headers),
      HttpHeaders: Object.fromEntries(returned.headers.map(({ name, value }) => [name, value])),
      HttpStatusCode: returned.statusCode,
    },
    SdkResponseMetadata: { RequestId: returned.requestId },
    StatusCode: returned.statusCode,
  };
}

/**
 * What the function returned: the output of a task whose resource is the function's own ARN. A text that is no
 * JSON is taken as a string.
 */
export function lambdaPayload(returned: FunctionReturned): Json {
  if (returned.payload === '') return null;
  try {
    return parseJson(returned.payload);
  } catch {
    return returned.payload;
  }
}

function allHeaders(headers: readonly ResponseHeader[]): JsonObject {
  const all = new Map<string, string[]>();
  for (const { name, value } of headers) {
    const values = all.get(name);
    if (values === undefined) all.set(name, [value]);
    else values.push(value);
  }
  return Object.fromEntries(all);
}

/** How a task fails whose function did not return, in AWS's names and words. */
export function lambdaTaskFailure(outcome: Exclude<InvokeOutcome, FunctionReturned>): TaskFailure {
  switch (outcome.kind) {
    case 'function-error':
      return outcome.errorType === undefined
        ? { error: 'Lambda.Unknown', cause: undetermined(outcome.payload) }
        : { error: outcome.errorType, cause: outcome.payload };
    case 'service-error':
      return { error: `Lambda.${outcome.name}`, cause: serviceCause(outcome) };
    case 'unreachable':
      return {
        error: 'Lambda.SdkClientException',
        cause: `Unable to execute HTTP request: ${outcome.message}`,
      };
  }
}

function undetermined(payload: string): string {
  return `The cause could not be determined because Lambda did not return an error type. Returned payload: ${payload}`;
}

function serviceCause(outcome: Extract<InvokeOutcome, { readonly kind: 'service-error' }>): string {
  return (
    `${outcome.message} (Service: AWSLambda; Status Code: ${outcome.statusCode}; ` +
    `Error Code: ${outcome.name}; Request ID: ${outcome.requestId}; Proxy: null)`
  );
}
