import { ApiError } from '@edgestep/shared';

/** What TestState answers to a request that does not fit together. */
export function refuse(message: string): ApiError {
  return new ApiError('ValidationException', message);
}
