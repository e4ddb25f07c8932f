import { QueryFailure } from '../query/query-failure.ts';

/** An error of a state: what retriers and catchers match, and what the execution fails with. */
export interface StateFailure {
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

/** Errors that no `States.ALL` takes (States Language: errors). */
export const TERMINAL_ERRORS: ReadonlySet<string> = new Set(['States.Runtime']);

/** What a state fails with that our own code found, thrown inside a step: `States.Runtime` and its kin. */
export class StateError extends Error {
  override readonly name = 'StateError';
  readonly error: string;
  /** True when the cause is told as it is, without the sentence about the state. */
  readonly bare: boolean;

  constructor(error: string, cause: string, options: { readonly bare?: boolean } = {}) {
    super(cause);
    this.error = error;
    this.bare = options.bare ?? false;
  }
}

/** What a step may throw: an error of the definition or its data. */
export type ThrownFailure = QueryFailure | StateError;

/** Whether a step may throw it; anything else is a fault of our own code. */
export function isStateError(thrown: unknown): thrown is ThrownFailure {
  return thrown instanceof QueryFailure || thrown instanceof StateError;
}

/** The sentence that AWS puts before the cause of an error inside a state. */
export function causeInState(state: string, enteredEventId: number, cause: string): string {
  return `An error occurred while executing the state '${state}' (entered at the event id #${enteredEventId}). ${cause}`;
}
