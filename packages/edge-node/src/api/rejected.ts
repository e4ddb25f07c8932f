import { ApiError, type Rejection } from '@edgestep/shared';

/** What a client of the API reads for a Rejection. `subject`: the ARN that the call was about. */
export function rejected(rejection: Rejection, subject: string): ApiError {
  switch (rejection.reason) {
    case 'execution-already-exists':
      return new ApiError('ExecutionAlreadyExists', `Execution Already Exists: '${subject}'`);
    case 'execution-does-not-exist':
      return new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${subject}'`);
    case 'execution-not-redrivable':
      return new ApiError('ExecutionNotRedrivable', rejection.message);
    case 'execution-limit-exceeded':
      return new ApiError('ExecutionLimitExceeded', rejection.message);
    case 'execution-closed':
    case 'timer-not-pending':
      return new ApiError('ValidationException', rejection.message);
    case 'task-not-pending':
    case 'task-timed-out':
      return new ApiError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
    case 'map-run-not-pending':
      return new ApiError('ResourceNotFound', `Resource not found: '${subject}'`, { resourceName: subject });
    case 'storage-full':
      return new ApiError('ServiceUnavailable', rejection.message);
    case 'partition-moved':
    case 'partition-unavailable':
      return new ApiError('ServiceUnavailable', `${rejection.message} Try again.`);
  }
}
