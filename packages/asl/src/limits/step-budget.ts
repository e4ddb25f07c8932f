import { QueryFailure } from '../query/query-failure.ts';

/** The steps that one evaluation has left. */
export class StepBudget {
  #left: number;
  readonly #what: string;

  /** `what` names the evaluation in the failure: "The JSONPath '$..a'". */
  constructor(stepsMax: number, what: string) {
    this.#left = stepsMax;
    this.#what = what;
  }

  /** Throws QueryFailure `States.Runtime` when nothing is left. */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) {
      throw new QueryFailure('States.Runtime', `${this.#what} took more steps than one evaluation may take.`);
    }
  }
}
