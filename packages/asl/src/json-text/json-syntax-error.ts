import type { JsonProblem } from './json-reading.ts';

/** Ends the reading of a text that is no JSON text. It never leaves `readJsonText`. */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
  readonly problem: JsonProblem;

  constructor(problem: JsonProblem) {
    super(problem.message);
    this.problem = problem;
  }
}
