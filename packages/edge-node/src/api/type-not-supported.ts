import { ApiError } from '@edgestep/shared';

/** An Express machine where a Standard one is needed, or the other way round. */
export function typeNotSupported(): ApiError {
  return new ApiError(
    'StateMachineTypeNotSupported',
    'This operation is not supported by this type of state machine',
  );
}
