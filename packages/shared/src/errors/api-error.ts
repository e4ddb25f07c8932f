/** The error names of the AWS Step Functions API (service model `stepfunctions/2016-11-23`), and the protocol's own. */
export const API_ERROR_NAMES = [
  'ActivityAlreadyExists',
  'ActivityDoesNotExist',
  'ActivityLimitExceeded',
  'ActivityWorkerLimitExceeded',
  'ConflictException',
  'ExecutionAlreadyExists',
  'ExecutionDoesNotExist',
  'ExecutionLimitExceeded',
  'ExecutionNotRedrivable',
  'InvalidArn',
  'InvalidDefinition',
  'InvalidEncryptionConfiguration',
  'InvalidExecutionInput',
  'InvalidLoggingConfiguration',
  'InvalidName',
  'InvalidOutput',
  'InvalidToken',
  'InvalidTracingConfiguration',
  'MissingRequiredParameter',
  'ResourceNotFound',
  'ServiceQuotaExceededException',
  'StateMachineAlreadyExists',
  'StateMachineDeleting',
  'StateMachineDoesNotExist',
  'StateMachineLimitExceeded',
  'StateMachineTypeNotSupported',
  'TaskDoesNotExist',
  'TaskTimedOut',
  'TooManyTags',
  'ValidationException',
  'SerializationException',
  'UnknownOperationException',
  'AccessDeniedException',
  'ThrottlingException',
  'ServiceUnavailable',
  'RequestEntityTooLargeException',
  'InternalServerError',
] as const;

/** One of them. */
export type ApiErrorName = (typeof API_ERROR_NAMES)[number];

/**
 * A refusal that a client of the AWS API sees. It is thrown inside API handlers and turned into a
 * response in one place (gateway: `aws-json/problem.ts`); `fields` are the extra members of the
 * error's shape, for instance `reason` of ValidationException or `resourceName` of ResourceNotFound.
 */
export class ApiError extends Error {
  override readonly name: ApiErrorName;
  readonly fields: Readonly<Record<string, string>>;

  constructor(name: ApiErrorName, message: string, fields: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = name;
    this.fields = fields;
  }
}
