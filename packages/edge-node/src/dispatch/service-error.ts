import { ApiError } from '@edgestep/shared';

/** How an integration failed, as a Task state sees it. */
export interface ServiceFailure {
  readonly error: string;
  readonly cause: string;
}

/**
 * The optimized Step Functions integration names errors `StepFunctions.<Name>Exception` and writes the first
 * generation SDK's text (recorded behaviour, error_handling).
 */
export function optimizedServiceFailure(error: unknown, requestId: string): ServiceFailure | undefined {
  if (!(error instanceof ApiError)) return undefined;
  return {
    error: `StepFunctions.${exceptionName(error.name)}`,
    cause: `${error.message} (Service: AWSStepFunctions; Status Code: 400; Error Code: ${error.name}; Request ID: ${requestId}; Proxy: null)`,
  };
}

/** `aws-sdk:sfn` names them `Sfn.<Name>Exception` and writes the second generation's. */
export function sdkServiceFailure(error: unknown, requestId: string): ServiceFailure | undefined {
  if (!(error instanceof ApiError)) return undefined;
  return {
    error: `Sfn.${exceptionName(error.name)}`,
    cause: `${error.message} (Service: Sfn, Status Code: 400, Request ID: ${requestId}) (SDK Attempt Count: 1)`,
  };
}

function exceptionName(name: string): string {
  return name.endsWith('Exception') ? name : `${name}Exception`;
}
