import type { ApiErrorName } from '@edgestep/shared';

/** The code of an error that the service never answered: the connection failed, or broke before the answer came. */
export const UNREACHABLE = 'ServiceUnreachable';

/** An error name of the API, or {@link UNREACHABLE}; open, because a newer service may know more. */
export type EdgestepApiErrorName = ApiErrorName | typeof UNREACHABLE | (string & {});

export interface EdgestepApiErrorDetails {
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** The service's id of the request, for its logs. */
  readonly requestId?: string;
  /** Further members of the error's shape, for instance `reason` of a ValidationException. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/**
 * What every operation of the client throws when the service refused it or could not be reached. Branch on
 * `name` (the AWS error name, for instance `ExecutionAlreadyExists`), never on the message.
 *
 * A call that was given up by its `AbortSignal` throws the signal's reason instead.
 */
export class EdgestepApiError extends Error {
  override readonly name: EdgestepApiErrorName;
  readonly status: number;
  readonly requestId: string | undefined;
  readonly fields: Readonly<Record<string, string>>;

  constructor(name: EdgestepApiErrorName, message: string, details: EdgestepApiErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = name;
    this.status = details.status;
    this.requestId = details.requestId;
    this.fields = details.fields ?? {};
  }
}

/** True for an {@link EdgestepApiError}, if names are given: of one of these names. */
export function isApiError(
  error: unknown,
  ...names: readonly EdgestepApiErrorName[]
): error is EdgestepApiError {
  return error instanceof EdgestepApiError && (names.length === 0 || names.includes(error.name));
}
