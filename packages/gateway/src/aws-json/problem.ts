import { ApiError, type ApiErrorName } from '@edgestep/shared';
import type { ApiAnswer } from './answer.ts';

/** How long a caller should wait when the service can't answer just now. */
export const RETRY_AFTER_SECONDS = 1;

/**
 * The HTTP status of an error: the one place that decides it. AWS JSON answers 400 to nearly every refusal,
 * throttling included; clients tell them apart by `__type`.
 */
export function statusOf(name: ApiErrorName): number {
  switch (name) {
    case 'AccessDeniedException':
      return 403;
    case 'RequestEntityTooLargeException':
      return 413;
    case 'InternalServerError':
      return 500;
    case 'ServiceUnavailable':
      return 503;
    default:
      return 400;
  }
}

/** An error as AWS JSON writes it: `{"__type": …, "message": …}` and the other members of its shape. */
export function problemAnswer(error: ApiError): ApiAnswer {
  const status = statusOf(error.name);
  const body = JSON.stringify({ ...error.fields, __type: error.name, message: error.message });
  return status === 503 ? { status, body, retryAfterSeconds: RETRY_AFTER_SECONDS } : { status, body };
}

/** What a caller may know of a fault: that there was one, and what to ask the operator for. */
export function internalError(requestId: string): ApiError {
  return new ApiError('InternalServerError', `The request could not be completed. Request id: ${requestId}`);
}
