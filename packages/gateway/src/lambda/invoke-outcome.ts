/** How an invocation of a function ended. A fault of this code is never an outcome: it is thrown. */
export type InvokeOutcome = FunctionReturned | FunctionFailed | InvokeRefused | InvokeUnreachable;

/** The function returned. */
export interface FunctionReturned {
  readonly kind: 'returned';
  /** 200, or 202 for an invocation of type `Event`, 204 for `DryRun`. */
  readonly statusCode: number;
  /** What the function returned, as JSON text; empty for 202 and 204. */
  readonly payload: string;
  readonly executedVersion: string;
  /** The tail of the function's log in base64, when it was asked for. */
  readonly logResult?: string;
  readonly requestId: string;
  /** Names as AWS writes them, values in the order of arrival. */
  readonly headers: readonly ResponseHeader[];
}

/** One header of a response. */
export interface ResponseHeader {
  readonly name: string;
  readonly value: string;
}

/** The function ran and failed (`X-Amz-Function-Error`). */
interface FunctionFailed {
  readonly kind: 'function-error';
  /** Absent when the function could not say, for instance after a crash of its runtime. */
  readonly errorType?: string;
  readonly errorMessage?: string;
  /** The whole body, which becomes the cause. */
  readonly payload: string;
  readonly requestId: string;
}

/** The service refused to run the function, for instance ResourceNotFoundException. */
interface InvokeRefused {
  readonly kind: 'service-error';
  readonly name: string;
  readonly statusCode: number;
  readonly message: string;
  readonly requestId: string;
}

/** No answer came: whether the function ran is not known. */
export interface InvokeUnreachable {
  readonly kind: 'unreachable';
  readonly reason: 'connection' | 'timeout' | 'aborted';
  readonly message: string;
}
