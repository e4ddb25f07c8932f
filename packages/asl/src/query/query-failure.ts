/** The error names of the States Language that evaluating a query can end with. */
export type QueryErrorName =
  | 'States.IntrinsicFailure'
  | 'States.QueryEvaluationError'
  | 'States.ResultPathMatchFailure'
  | 'States.Runtime';

/**
 * The one thing that evaluating a compiled query throws. `error` is the error name that a catcher
 * sees, the message is the cause as AWS words it, without the leading sentence about the state
 * ("An error occurred while executing the state …"), which only the caller can write.
 */
export class QueryFailure extends Error {
  override readonly name = 'QueryFailure';
  readonly error: QueryErrorName;
  /** The field that failed, in the form of EvaluationFailed's `location`: `Output/result`, `Items`. JSONata only. */
  readonly location: string | undefined;

  constructor(error: QueryErrorName, cause: string, location?: string) {
    super(cause);
    this.error = error;
    this.location = location;
  }
}
