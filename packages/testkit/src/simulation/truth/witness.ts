import type { Checker } from '../checkers/checker.ts';
import type { Trace } from '../core/trace.ts';
import type { Observation } from './observation.ts';
import type { Truth } from './truth.ts';

/** What a checker has against a world. */
export interface Violation {
  readonly checker: string;
  readonly message: string;
}

const VIOLATIONS_MAX = 20;

/** Shows the checkers what happens, and keeps what they find. */
export class Witness {
  readonly #checkers: readonly Checker[];
  readonly #truth: Truth;
  readonly #trace: Trace;
  readonly #violations: Violation[] = [];

  constructor(checkers: readonly Checker[], truth: Truth, trace: Trace) {
    this.#checkers = checkers;
    this.#truth = truth;
    this.#trace = trace;
  }

  get violations(): readonly Violation[] {
    return this.#violations;
  }

  see(observation: Observation): void {
    for (const checker of this.#checkers) {
      checker.observe?.(observation, this.#truth, (message) => this.#note(checker.name, message));
    }
  }

  /** The world has come to rest. */
  finish(): void {
    for (const checker of this.#checkers) {
      checker.finish?.(this.#truth, (message) => this.#note(checker.name, message));
    }
  }

  #note(checker: string, message: string): void {
    this.#trace.note(`VIOLATION ${checker}: ${message}`);
    if (this.#violations.length < VIOLATIONS_MAX) this.#violations.push({ checker, message });
  }
}
